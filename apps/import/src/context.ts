import type { Bus } from "@parley/api/import-support";
import type { Clock, Policy } from "@parley/api/platform";
import type { Session } from "@parley/db/session";
import type { ExportFolder } from "./export-folder.ts";
import type { FilePlaces } from "./files/take-files.ts";
import type { FileTally, Tally } from "./summary.ts";
import type { Step } from "./terminal.ts";

/** Shared by all steps of an import. */
export interface ImportContext {
  readonly session: Session;
  readonly source: ExportFolder;
  readonly policy: Policy;
  readonly bus: Bus;
  readonly clock: Clock;
  /** When the import began. */
  readonly now: Date;
  /** Where files are stored; undefined if messages cannot have any. */
  readonly files: FilePlaces | undefined;
  readonly fileTally: FileTally;
  readonly tally: Tally;
  /** Stops the import between two batches. */
  readonly signal: AbortSignal;
  readonly show: (step: Step) => void;
}

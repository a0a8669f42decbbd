import type { Policy } from "@parley/api/domain/policy/policy";
import type { Bus } from "@parley/api/bus/bus";
import type { Session } from "@parley/db/session";
import type { ExportFolder } from "./export-folder.ts";
import type { Tally } from "./summary.ts";
import type { Step } from "./terminal.ts";

/** What every step of an import works with. */
export interface ImportContext {
  readonly session: Session;
  readonly source: ExportFolder;
  readonly policy: Policy;
  readonly bus: Bus;
  readonly now: Date;
  readonly tally: Tally;
  /** Ends the import between two batches. */
  readonly signal: AbortSignal;
  readonly show: (step: Step) => void;
}

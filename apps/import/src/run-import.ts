import type { Bus } from "@parley/api/import-support";
import type { Clock, Policy } from "@parley/api/platform";
import type { Database } from "@parley/db/database";
import { type Session, withSession } from "@parley/db/session";
import { applyExport } from "./apply/apply.ts";
import { checkExport, type Plan } from "./check/check.ts";
import type { ImportContext } from "./context.ts";
import type { ExportFolder } from "./export-folder.ts";
import { type FilePlaces, requirePlaces, tryFiles } from "./files/take-files.ts";
import { countMerged, countReadonly, writeConversationIds } from "./report/conversations.ts";
import { writeFindingsReport } from "./report/write-report.ts";
import { rolledBack, takeImportLock } from "./sessions.ts";
import { createStaging } from "./staging/create-staging.ts";
import { readExport } from "./staging/read-export.ts";
import { createFileTally, createTally, type FileCounts, type Summary } from "./summary.ts";
import { type Part, parts } from "./tables/table.ts";
import { Interrupted, type Step } from "./terminal.ts";

export interface ImportOptions {
  readonly database: Database;
  readonly source: ExportFolder;
  /** Folder of the report, which exists. */
  readonly report: string;
  readonly isCheck: boolean;
  readonly policy: Policy;
  readonly clock: Clock;
  /** Where files are stored; absent if messages cannot have any. */
  readonly files?: FilePlaces | undefined;
  /** Called with the stream heads after the `resync` events. */
  readonly bus: Bus;
  /** Stops the import between two batches, when aborted with `Interrupted`. */
  readonly signal: AbortSignal;
  readonly show: (step: Step) => void;
}

/** Result of an import. Of a check: what an import would do. */
export interface ImportResult {
  readonly state: "checked" | "complete" | "interrupted";
  readonly summary: Summary;
  readonly files: FileCounts;
  /** Old conversations that were merged with another. */
  readonly merged: number;
  /** Direct conversations of the export that are read-only. */
  readonly readonly: number;
}

type Plans = Readonly<Record<Part, Plan>>;

/** Reads and compares everything; the database keeps only temporary tables. */
async function examine(ctx: ImportContext, options: ImportOptions): Promise<Plans> {
  await readExport(ctx, !options.isCheck);
  await requirePlaces(ctx);
  const plans = await checkExport(ctx);
  for (const part of parts) {
    // An import counts as it writes.
    const counts = options.isCheck ? plans[part] : { ...plans[part], imported: 0 };
    ctx.tally.add(part, counts);
  }
  if (options.isCheck) await tryFiles(ctx);
  await writeFindingsReport(ctx, options.report);
  return plans;
}

async function resultOf(ctx: ImportContext, state: ImportResult["state"]): Promise<ImportResult> {
  const { session, tally, fileTally } = ctx;
  return {
    state,
    summary: tally.read(),
    files: fileTally.read(),
    merged: await countMerged(session),
    readonly: state === "checked" ? 0 : await countReadonly(session),
  };
}

async function write(ctx: ImportContext, plans: Plans) {
  try {
    await applyExport(ctx, plans);
    return "complete";
  } catch (fault) {
    if (fault instanceof Interrupted) return "interrupted";
    throw fault;
  }
}

const contextOf = (session: Session, options: ImportOptions): ImportContext => ({
  ...options,
  files: options.files,
  session,
  now: options.clock.now(),
  tally: createTally(),
  fileTally: createFileTally(),
});

/**
 * Imports an export into a migrated database, or only checks it. Refused lines do not stop it. Idempotent: what exists
 * stays, and what is missing is added.
 */
export function runImport(options: ImportOptions): Promise<ImportResult> {
  return withSession(options.database, async (session) => {
    const ctx = contextOf(session, options);
    if (options.isCheck) {
      return rolledBack(session, async () => {
        await examine(ctx, options);
        return resultOf(ctx, "checked");
      });
    }
    await takeImportLock(session);
    await createStaging(session);
    const plans = await examine(ctx, options);
    const state = await write(ctx, plans);
    // Files are looked at as they are stored.
    if (ctx.fileTally.read().leftOut > 0) await writeFindingsReport(ctx, options.report);
    await writeConversationIds(session, options.report);
    return resultOf(ctx, state);
  });
}

import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { sql } from "drizzle-orm";
import { StartupProblem } from "@parley/standalone/startup-problem";
import type { ImportContext } from "../context.ts";
import type { ExportFile } from "../export-folder.ts";
import { fileOf, type Part } from "../tables/table.ts";
import { copyLines } from "./copy-lines.ts";
import { pagesOf } from "./pages.ts";
import { write, writing } from "./writing.ts";

interface Finding extends Record<string, unknown> {
  at: number;
  line: number;
  field: string;
  problem: string;
}

const refusedOf = (part: Part) =>
  sql`select line as at, line, field, problem from refused where part = ${part}`;

const remarksOf = (part: Part) =>
  sql`select at, line, field, problem from remarks where part = ${part}`;

async function* linesOf(findings: AsyncIterable<Finding>): AsyncGenerator<number, undefined> {
  for await (const { line } of findings) yield line;
  return undefined;
}

async function writeFindings(ctx: ImportContext, part: Part, to: Writable): Promise<void> {
  const kinds = [
    { outcome: "refused", query: refusedOf(part) },
    { outcome: "kept in part", query: remarksOf(part) },
  ];
  for (const { outcome, query } of kinds) {
    for await (const { line, field, problem } of pagesOf<Finding>(ctx.session, query)) {
      await write(to, `${JSON.stringify({ file: fileOf(part), line, field, problem, outcome })}\n`);
    }
  }
}

async function writeRefusedLines({ session }: ImportContext, file: ExportFile, folder: string) {
  const findings = pagesOf<Finding>(session, refusedOf(file.part));
  const path = join(folder, fileOf(file.part));
  await writing(path, (to) => copyLines(file.path, linesOf(findings), to));
}

const FINDINGS = "findings.jsonl";
const REFUSED = "refused";

/** Creates the folder of the report, without files of an earlier run. */
export async function openReport(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for (const name of [REFUSED, FINDINGS, "conversations.jsonl", "summary.json"]) {
      await rm(join(folder, name), { recursive: true, force: true });
    }
    await writeFile(join(folder, FINDINGS), "");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    const how = "Choose another folder with --report FOLDER.";
    throw new StartupProblem(`The report cannot be written to ${folder} (${code}). ${how}`, {
      cause,
    });
  }
}

/** Writes why each line was refused or not kept whole, and the refused lines unchanged, so that nothing is lost. */
export async function writeFindingsReport(ctx: ImportContext, folder: string): Promise<void> {
  const { source, tally } = ctx;
  await writing(join(folder, FINDINGS), async (to) => {
    for (const { part } of source.files) await writeFindings(ctx, part, to);
  });
  const counts = tally.read();
  const concerned = source.files.filter(({ part }) => counts[part].refused > 0);
  if (concerned.length === 0) return;
  await mkdir(join(folder, REFUSED), { recursive: true });
  for (const file of concerned) await writeRefusedLines(ctx, file, join(folder, REFUSED));
}

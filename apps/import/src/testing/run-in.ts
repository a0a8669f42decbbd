import { mkdir, readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Platform } from "@parley/api/platform";
import * as z from "zod";
import { openExport } from "../export-folder.ts";
import { openReport } from "../report/write-report.ts";
import { type ImportOptions, type ImportResult, runImport } from "../run-import.ts";
import { type ExportLines, exportForTest } from "./write-export.ts";

const findingSchema = z.strictObject({
  file: z.string(),
  line: z.int(),
  field: z.string(),
  problem: z.string(),
  outcome: z.enum(["refused", "kept in part"]),
});
export type Finding = z.output<typeof findingSchema>;

/** The results of an import that tests read. */
export interface TestRun {
  readonly result: ImportResult;
  readonly findings: readonly Finding[];
  /** The copies of the refused lines, by file. */
  readonly refused: Readonly<Record<string, string>>;
  /** Which old conversation became which. */
  readonly conversations: Readonly<Record<string, string>>;
}

const linesOf = (text: string) => text.split("\n").filter((line) => line !== "");

async function readRefused(report: string): Promise<Record<string, string>> {
  const folder = join(report, "refused");
  const names = await readdir(folder).catch(() => []);
  const texts = names.map(
    async (name) => [name, await readFile(join(folder, name), "utf8")] as const,
  );
  return Object.fromEntries(await Promise.all(texts));
}

async function readConversations(report: string): Promise<Record<string, string>> {
  const text = await readFile(join(report, "conversations.jsonl"), "utf8").catch(() => "");
  const pairing = z.strictObject({ oldId: z.string(), conversationId: z.uuidv7() });
  return Object.fromEntries(
    linesOf(text)
      .map((line) => pairing.parse(JSON.parse(line)))
      .map(({ oldId, conversationId }) => [oldId, conversationId]),
  );
}

/** Imports a folder, in this process, into the database of a platform. */
export async function importFolder(
  platform: Platform,
  folder: string,
  options: Partial<ImportOptions> = {},
): Promise<TestRun> {
  const report = join(folder, "report");
  await mkdir(report, { recursive: true });
  await openReport(report);
  const result = await runImport({
    database: platform.db,
    source: await openExport(folder),
    report,
    isCheck: false,
    policy: platform.policy,
    clock: platform.clock,
    bus: platform.bus,
    signal: new AbortController().signal,
    show: () => undefined,
    ...options,
  });
  const findings = linesOf(await readFile(join(report, "findings.jsonl"), "utf8"));
  return {
    result,
    findings: findings.map((line) => findingSchema.parse(JSON.parse(line))),
    refused: await readRefused(report),
    conversations: await readConversations(report),
  };
}

/** Writes an export and imports it. */
export const importLines = async (
  platform: Platform,
  lines: ExportLines,
  options: Partial<ImportOptions> = {},
): Promise<TestRun> => importFolder(platform, await exportForTest(lines), options);

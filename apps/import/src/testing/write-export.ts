import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { fileOf, type Part, parts } from "../tables/table.ts";

/** The lines of an export, as objects, or as texts that are written unchanged. */
export type ExportLines = Readonly<Partial<Record<Part, readonly unknown[]>>>;

const toText = (line: unknown) => (typeof line === "string" ? line : JSON.stringify(line));

/** Writes an export into a new folder. Omitted parts are empty files. */
export async function writeExport(lines: ExportLines): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "parley-export-"));
  for (const part of parts) {
    const text = (lines[part] ?? []).map((line) => `${toText(line)}\n`).join("");
    await writeFile(join(folder, fileOf(part)), text);
  }
  return folder;
}

/** The same for one test, which removes it at the end. */
export async function exportForTest(lines: ExportLines): Promise<string> {
  const folder = await writeExport(lines);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A user of an export. */
export const person = (id: string, role: "ADMIN" | "MENTOR" | "MENTEE" = "MENTEE") => ({
  id,
  email: `${id}@example.org`,
  name: id.charAt(0).toUpperCase() + id.slice(1),
  role,
});

/** A time in the old system: some minutes after it started. */
export const at = (minute: number) =>
  new Date(Date.UTC(2024, 4, 1, 10, 0) + minute * 60_000).toISOString();

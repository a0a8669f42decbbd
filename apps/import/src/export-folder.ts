import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { StartupProblem } from "@parley/standalone/startup-problem";
import { fileOf, type Part, parts } from "./tables/table.ts";

/** A file of the export, with its size. */
export interface ExportFile {
  readonly part: Part;
  readonly path: string;
  readonly bytes: number;
}

/** An export whose files exist and can be read. */
export interface ExportFolder {
  readonly folder: string;
  readonly files: readonly ExportFile[];
  /** Files of lines that no part of the import reads. */
  readonly unread: readonly string[];
}

const codeOf = (cause: unknown) =>
  cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);

async function listFolder(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    const code = codeOf(cause);
    if (code === "ENOENT") throw new StartupProblem(`There is no folder ${folder}.`, { cause });
    if (code === "ENOTDIR")
      throw new StartupProblem(`${folder} is a file, not a folder.`, { cause });
    throw new StartupProblem(`${folder} cannot be read (${code}).`, { cause });
  }
}

/** The format of a file by its first bytes, if it is not UTF-8 text. */
function formatOf(head: Buffer): string | undefined {
  const begins = (...bytes: number[]) => head.subarray(0, bytes.length).equals(Buffer.from(bytes));
  if (begins(0x1f, 0x8b)) return "is compressed (gzip): unpack it first";
  if (begins(0x50, 0x4b, 0x03, 0x04)) return "is compressed (zip): unpack it first";
  if (begins(0x28, 0xb5, 0x2f, 0xfd)) return "is compressed (zstd): unpack it first";
  if (begins(0xff, 0xfe) || begins(0xfe, 0xff)) return "is UTF-16: save it as UTF-8";
  return undefined;
}

/** One file, or what is wrong with it. */
async function lookAt(folder: string, part: Part): Promise<ExportFile | string> {
  const path = join(folder, fileOf(part));
  try {
    await using file = await open(path);
    const stat = await file.stat();
    if (!stat.isFile()) return `${path} is not a file.`;
    const head = Buffer.alloc(4);
    await file.read(head, 0, head.length, 0);
    const format = formatOf(head);
    return format === undefined ? { part, path, bytes: stat.size } : `${path} ${format}.`;
  } catch (cause) {
    const code = codeOf(cause);
    if (code === "ENOENT") return `${path} is missing. A table without rows is an empty file.`;
    return `${path} cannot be read (${code}).`;
  }
}

/** Finds the files of an export. All problems with the folder or its files are one `StartupProblem`. */
export async function openExport(folder: string): Promise<ExportFolder> {
  const names = await listFolder(folder);
  const looks = await Promise.all(parts.map((part) => lookAt(folder, part)));
  const problems = looks.filter((look) => typeof look === "string");
  if (problems.length > 0) throw new StartupProblem(problems.join("\n"));
  const known = parts.map(fileOf);
  return {
    folder,
    files: looks.filter((look) => typeof look !== "string"),
    unread: names.filter((name) => /\.jsonl?(\.gz)?$/.test(name) && !known.includes(name)),
  };
}

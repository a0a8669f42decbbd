import { execFile } from "node:child_process";
import { chmodSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** A folder with the tarballs of all packages. */
    tarballs: string;
  }
}

export const root = join(import.meta.dirname, "../..");

interface Manifest {
  readonly name: string;
  readonly version: string;
}

/** The packages that are published, by their folders: those that are built before they are packed. */
const manifests = new Map(
  globSync("packages/*/package.json", { cwd: root }).flatMap((path) => {
    const text = readFileSync(join(root, path), "utf8");
    const manifest = JSON.parse(text) as Manifest;
    return text.includes('"prepack"') ? [[path.split("/")[1] ?? "", manifest] as const] : [];
  }),
);

/** The libraries that are published, without `@parley/`. */
export const published = [...manifests].flatMap(([folder, { name }]) =>
  name.startsWith("@parley/") ? [folder] : [],
);

/** The file name of a package's tarball. */
export function tarballOf(folder: string): string {
  const { name = "", version = "" } = manifests.get(folder) ?? {};
  return `${name.replace("@", "").replace("/", "-")}-${version}.tgz`;
}

/** How a program ended. */
export interface Ended {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** No step of the check takes longer, in milliseconds. */
const LONGEST = 300_000;

/** Runs a program as a consumer does: without the condition "source", and without this repository's programs. */
export async function run(cwd: string, command: string, args: readonly string[]): Promise<Ended> {
  const { NODE_OPTIONS: _, ...env } = process.env;
  try {
    const { stdout, stderr } = await promisify(execFile)(command, args, {
      cwd,
      env,
      maxBuffer: 2 ** 26,
      timeout: LONGEST,
      killSignal: "SIGKILL",
    });
    return { code: 0, output: stdout, errors: stderr };
  } catch (error) {
    // What execFile rejects with.
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout, errors: stderr };
  }
}

/** Runs a program, and throws what it printed if it fails. */
export async function succeed(
  cwd: string,
  command: string,
  args: readonly string[],
): Promise<string> {
  const { code, output, errors } = await run(cwd, command, args);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} in ${cwd}: ${output}\n${errors}`);
  return output;
}

/** Creates a folder for the projects of one test file. Another system user, who runs PostgreSQL, can read it. */
export function makeProjectsFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "parley-consumers-"));
  chmodSync(folder, 0o755);
  return folder;
}

/** Packs every package once for all test files, since a build is removed after it was packed. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "parley-tarballs-"));
  await succeed(root, "npm", ["run", "--silent", "pack", "--", "--pack-destination", folder]);
  project.provide("tarballs", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

import { execFile } from "node:child_process";
import {
  chmodSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { pack, serveRegistry } from "./registry.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A folder with the tarballs of all packages. */
    tarballs: string;
    /** The address of a registry that has them. */
    registry: string;
    /** The program of the oldest Node that the packages support. */
    oldestNode: string;
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

/** The libraries as dependencies, in the version that the registry has. */
export const dependenciesOn = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [`@parley/${name}`, manifests.get(name)?.version ?? ""]));

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

/** The environment of a consumer: without the condition "source", and with a Node of their own. */
export function consumerEnv(node?: string): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, DATABASE_URL: __, FORCE_COLOR: ___, ...env } = process.env;
  env["NO_COLOR"] = "1";
  if (node !== undefined) env["PATH"] = [dirname(node), env["PATH"]].join(delimiter);
  return env;
}

/** Runs a program as a consumer does. */
export async function run(cwd: string, command: string, args: readonly string[]): Promise<Ended> {
  try {
    const { stdout, stderr } = await promisify(execFile)(command, args, {
      cwd,
      env: consumerEnv(),
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

/** Writes a file, and the folders that it is in. */
export function writeIn(folder: string, path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Creates a folder for the projects of one test file. Another system user, who runs PostgreSQL, can read it. */
export function makeProjectsFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "parley-consumers-"));
  chmodSync(folder, 0o755);
  return folder;
}

/** The oldest Node that the packages support, and that of this repository. */
export const nodeVersions = ["22.12", "24"] as const;
export type NodeVersion = (typeof nodeVersions)[number];

/** The program of a Node, of which `project.provide` has the oldest. */
export const nodeProgram = (version: NodeVersion) =>
  realpathSync(version === "24" ? join(root, "node_modules/.bin/node") : inject("oldestNode"));

/** Installs one program of npm into a folder, and returns the path of its command. */
export async function installProgram(folder: string, spec: string, command: string) {
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), "{}");
  await succeed(folder, "npm", ["install", "--no-audit", "--no-fund", spec]);
  return join(folder, "node_modules/.bin", command);
}

/** Packs every package once for all test files, since a build is removed after it was packed, and serves them as a registry. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "parley-tarballs-"));
  const tarballs = join(folder, "tarballs");
  mkdirSync(tarballs);
  pack(tarballs);
  const registry = await serveRegistry(tarballs);
  project.provide("tarballs", tarballs);
  project.provide("registry", registry.url);
  const node = await installProgram(join(folder, "node22"), "node@22.12.0", "node");
  project.provide("oldestNode", node);
  return () => {
    registry.close();
    rmSync(folder, { recursive: true, force: true });
  };
}

import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chown, lstat, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseUnavailableError } from "../../database-unavailable.ts";
import type { Binaries } from "./binaries.ts";
import { EmbeddedCannotRunError } from "./cannot-run.ts";
import { clusterPath } from "./home.ts";
import { spawnAs, type Owner } from "./owner.ts";

/** A PostgreSQL data folder, and the password of its one user. */
export interface Cluster {
  readonly path: string;
  readonly password: string;
  /** Created by this call, so it contains no data of users. */
  readonly isNew: boolean;
}

/** The name of the one role in an embedded cluster. */
export const EMBEDDED_USER = "parley";

/** The password is inside the cluster, so that neither is moved without the other. */
const passwordFile = (cluster: string) => join(cluster, "parley.password");

async function give(path: string, owner: Owner): Promise<void> {
  if (owner.kind === "other") await chown(path, owner.uid, owner.gid);
}

/** Runs a program to its end. Resolves with its output; rejects if it cannot start or fails. */
function run(program: string, args: readonly string[], owner: Owner): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...spawnAs(owner),
      // The current folder may not be accessible to that user.
      cwd: "/",
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve(said) : reject(new Error(said.trim()))));
  });
}

const lastLine = (text: string) => text.trim().split("\n").at(-1) ?? "";

/** Built in a temporary folder, then renamed: a kill in the middle leaves no incomplete cluster that looks complete. */
async function initCluster(home: string, { owner, binaries }: ClusterTools): Promise<Cluster> {
  const draft = join(home, "postgres.new");
  const secret = join(home, "postgres.new.password");
  const password = randomBytes(24).toString("base64url");
  await rm(draft, { recursive: true, force: true });
  await rm(secret, { force: true });
  await writeFile(secret, password, { mode: 0o600 });
  await give(secret, owner);
  await mkdir(draft, { mode: 0o700 });
  await give(draft, owner);
  const args = [
    `--pgdata=${draft}`,
    `--username=${EMBEDDED_USER}`,
    `--pwfile=${secret}`,
    "--auth-host=scram-sha-256",
    "--auth-local=reject",
    "--encoding=UTF8",
    // The built-in locale provider: text sorts and folds the same on every machine.
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
  ];
  await run(binaries.initdb, args, owner).catch(async (cause: unknown) => {
    await rm(draft, { recursive: true, force: true });
    await rm(secret, { force: true });
    const why = cause instanceof Error ? lastLine(cause.message) : String(cause);
    throw new EmbeddedCannotRunError(`initdb failed: ${why}`, { cause });
  });
  await rename(secret, passwordFile(draft));
  await rename(draft, clusterPath(home));
  return { path: clusterPath(home), password, isNew: true };
}

/** What is needed to create or open a cluster. */
export interface ClusterTools {
  readonly owner: Owner;
  readonly binaries: Binaries;
  /** The major version of the binaries. */
  readonly major: string;
}

/** Opens the cluster of a folder, or creates one. Refuses one that these binaries cannot read. */
export async function openCluster(home: string, tools: ClusterTools): Promise<Cluster> {
  const path = clusterPath(home);
  const refuse = (detail: string, cause?: unknown) =>
    new DatabaseUnavailableError(
      { kind: "data_directory_unusable", directory: home, detail },
      { cause },
    );
  const entry = await lstat(path).catch(() => null);
  if (entry === null) return initCluster(home, tools);
  if (
    tools.owner.kind === "self" &&
    process.getuid !== undefined &&
    entry.uid !== process.getuid()
  ) {
    throw refuse(`${path} belongs to another system user; start as that user, or as root`);
  }
  try {
    const major = (await readFile(join(path, "PG_VERSION"), "utf8")).trim();
    if (major !== tools.major) {
      throw refuse(
        `${path} was made by PostgreSQL ${major}, and this is PostgreSQL ${tools.major}`,
      );
    }
    return { path, password: await readFile(passwordFile(path), "utf8"), isNew: false };
  } catch (cause) {
    if (cause instanceof DatabaseUnavailableError) throw cause;
    throw refuse(`${path} is not a database that Parley made`, cause);
  }
}

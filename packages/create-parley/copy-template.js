// Copies examples/express into this package, where `create.js` finds it. Run before the package is packed.
import { cp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";

const source = join(import.meta.dirname, "../../examples/express");
const target = join(import.meta.dirname, "template");
const omitted = new Set(["node_modules", "dist", ".data", "package-lock.json"]);

await rm(target, { recursive: true, force: true });
await cp(source, target, {
  recursive: true,
  filter: (path) => !omitted.has(basename(path)),
});
await rename(join(target, ".gitignore"), join(target, "gitignore"));

/** @param {string} folder */
const readManifest = async (folder) =>
  /** @type {{ version: string, dependencies: Record<string, string> }} */ (
    JSON.parse(await readFile(join(folder, "package.json"), "utf8"))
  );

const manifest = await readManifest(target);
for (const name of Object.keys(manifest.dependencies)) {
  if (!name.startsWith("@parley/")) continue;
  const { version } = await readManifest(
    join(import.meta.dirname, "..", name.slice("@parley/".length)),
  );
  manifest.dependencies[name] = `^${version}`;
}
await writeFile(join(target, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);

import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root, type Source } from "./source.ts";

interface Manifest {
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, string | { source?: string; types?: string }>>;
}

/** The types that the contract infers from schemas have the docstrings of those. */
const INFERRED = /^export type (\w+) = z\.(?:infer|input|output)<typeof \w+>;$/gm;

/** Every export of an entry with declarations, in every package, that has no docstring. */
export function undocumentedExports(source: Source): readonly string[] {
  const found = globSync("packages/*/package.json", { cwd: root }).flatMap((file) => {
    // Each is a manifest of this repository.
    const { exports = {} } = JSON.parse(readFileSync(join(root, file), "utf8")) as Manifest;
    const entries = Object.values(exports).flatMap((entry) =>
      typeof entry === "object" && entry.types !== undefined ? [entry.source ?? ""] : [],
    );
    return entries
      .filter((entry) => /\.tsx?$/.test(entry))
      .flatMap((entry) => {
        const path = join(dirname(file), entry).replaceAll("\\", "/");
        const text = readFileSync(join(root, path), "utf8");
        const inferred = new Set([...text.matchAll(INFERRED)].map(([, name]) => name));
        return (
          source
            .exportsOf(path)
            .filter(
              ({ name, doc, isDeprecated }) => doc === "" && !isDeprecated && !inferred.has(name),
            )
            // The properties of a component are documented with it.
            .filter(({ name }) => !name.endsWith("Props"))
            .map(({ name, path: declared }) => `${declared}: ${name}`)
        );
      });
  });
  return [...new Set(found)].toSorted();
}

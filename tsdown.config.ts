import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { defineConfig, type UserConfig } from "tsdown";

/** The part of a manifest that names what is built. */
interface Manifest {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

// Every package of this repository has them.
const { exports } = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const entries = Object.values(exports).flatMap((entry) =>
  typeof entry !== "string" && entry["types"] !== undefined ? [entry["source"] ?? ""] : [],
);
/** Programs that are started as processes of their own, by their address. */
const programs = globSync("src/**/*.ts", { exclude: ["**/*.test.ts", "**/testing/**"] }).flatMap(
  (path) =>
    [
      ...readFileSync(path, "utf8").matchAll(/new URL\("\.\/([\w-]+\.ts)", import\.meta\.url\)/g),
    ].map(([, program]) => path.replace(/[^/]+$/, program ?? "")),
);

const named = (paths: readonly string[]) =>
  Object.fromEntries(
    paths.map((path) => [path.replace(/^(\.\/)?src\//, "").replace(/\.tsx?$/, ""), path]),
  );

// Tests and stories have types that declarations cannot name, so only the entries are compiled.
const tsconfig = "node_modules/tsconfig.build.json";
writeFileSync(
  tsconfig,
  JSON.stringify({
    extends: "../tsconfig.json",
    include: [],
    files: entries.map((path) => `../${path}`),
  }),
);

const common: UserConfig = {
  tsconfig,
  cwd: process.cwd(),
  root: "src",
  format: "esm",
  platform: "neutral",
  target: "es2024",
  fixedExtension: false,
  hash: false,
  deps: { neverBundle: true },
  logLevel: "error",
};

/** A declaration has no side effects: an import that names nothing only makes a compiler read another file. */
const withoutBareImports = {
  name: "without-bare-imports",
  renderChunk: (code: string) => code.replaceAll(/^import "[^"]+";\n/gm, ""),
};

/**
 * Builds one package, in whose folder it runs: JavaScript that mirrors the source, so that paths between files stay
 * valid, and one declaration file for each entry, since a compiler's work grows with the files that it reads.
 */
export default defineConfig([
  {
    ...common,
    entry: named([...entries, ...programs]),
    unbundle: true,
    dts: false,
    copy: existsSync("src/styles") ? ["src/styles"] : [],
  },
  {
    ...common,
    entry: named(entries),
    clean: false,
    dts: { dtsOnly: true },
    plugins: [withoutBareImports],
  },
]);

import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { directions } from "./lint-directions.ts";
import { habits } from "./lint-habits.ts";

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "parley-lint-"));
const workspace = join(folder, "workspace");
/** The rules that complain about a file, by the file's path. */
const found = new Map<string, Set<string>>();

function put(path: string, body: string): void {
  mkdirSync(dirname(join(workspace, path)), { recursive: true });
  writeFileSync(join(workspace, path), body);
}

/** Lints every case at once, in a workspace of the same shape, with the repository's own config. */
beforeAll(() => {
  mkdirSync(join(workspace, ".ci"), { recursive: true });
  for (const file of ["oxlint.config.ts", ".ci/import-rules.ts", "tsconfig.base.json"]) {
    copyFileSync(join(root, file), join(workspace, file));
  }
  // Beside the workspace, not in it: oxlint would walk through the link.
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  const compilerOptions = { types: ["node"], jsx: "react-jsx" };
  put("tsconfig.json", JSON.stringify({ extends: "./tsconfig.base.json", compilerOptions }));
  for (const { path, code } of [...directions, ...habits]) put(path, code);

  const oxlint = join(root, "node_modules/oxlint/bin/oxlint");
  const { stdout } = spawnSync(process.execPath, [oxlint, "--type-aware", "--format=unix"], {
    cwd: workspace,
    encoding: "utf8",
  });
  for (const [, path = "", rule = ""] of stdout.matchAll(/^([^:]+):.*\[Error\/(.*)\]$/gm)) {
    found.set(path, (found.get(path) ?? new Set()).add(rule));
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

test.each(directions)("$title", ({ path, rule }) => {
  const isRefused = found.get(path)?.has("eslint(no-restricted-imports)") ?? false;
  expect(isRefused).toBe(rule !== undefined);
});

test.each(habits)("lint: $title", ({ path, rule }) => {
  const rules = [...(found.get(path) ?? [])];
  expect(rule === undefined ? rules : rules.filter((name) => name === rule)).toEqual(
    rule === undefined ? [] : [rule],
  );
});

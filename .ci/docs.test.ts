import { spawnSync } from "node:child_process";
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { anchor } from "./reference/markdown.ts";
import { documents, fileOf, programs, samples } from "./samples.ts";
import { errorReasons } from "../packages/contract/src/error-reasons.ts";

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "parley-docs-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Makes everything that a package of this workspace can import importable from the folder. */
function linkPackages(): void {
  const own = globSync("{packages,apps}/*/node_modules/{[!@.]*,@*/*}", { cwd: root });
  const links = new Map(own.map((path) => [path.replace(/^.*?\/node_modules\//, ""), path]));
  for (const [name, path] of links) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, path), link, "junction");
  }
}

test("every example in the guides has the types that it shows", () => {
  linkPackages();
  const compilerOptions = {
    types: ["node"],
    jsx: "react-jsx",
    noUnusedLocals: false,
    lib: ["es2024", "esnext.disposable", "esnext.iterator", "dom", "dom.iterable"],
  };
  const config = { extends: join(root, "tsconfig.base.json"), compilerOptions, include: ["*"] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  writeFileSync(
    join(folder, "styles.d.ts"),
    'declare module "*.css";\ndeclare module "*.css?url" { const url: string; export default url; }',
  );
  expect(programs.length).toBeGreaterThan(25);
  for (const sample of programs) writeFileSync(join(folder, fileOf(sample)), sample.code);

  const tsc = join(root, "node_modules/.bin/tsc");
  const { stdout } = spawnSync(tsc, ["--pretty", "false"], {
    cwd: folder,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  const complaints = stdout.split("\n").filter((line) => !/^(\.\.|\s|\/|$)/.test(line));
  expect(complaints).toEqual([]);
});

test.each(samples.filter(({ runsAs }) => runsAs !== undefined))(
  "the sample of $path in line $line is $runsAs, which runs",
  ({ runsAs = "", code }) => {
    expect(readFileSync(join(root, runsAs), "utf8")).toBe(code);
  },
);

test.each(samples.filter(({ partOf }) => partOf !== undefined))(
  "the sample of $path in line $line is a part of $partOf, which runs",
  ({ partOf = "", code }) => {
    expect(readFileSync(join(root, partOf), "utf8")).toContain(code);
  },
);

test.each(samples.filter(({ language }) => language === "json"))(
  "the JSON of $path in line $line can be parsed",
  ({ code }) => {
    expect(() => JSON.parse(code)).not.toThrow();
  },
);

test.each(documents)("the links of $path exist", ({ path, text }) => {
  // Code has no links.
  const prose = text.replaceAll(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, "");
  const targets = [...prose.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(
    ([, target = ""]) => target,
  );
  const missing = targets.filter((target) => !existsSync(join(root, dirname(path), target)));
  expect(missing).toEqual([]);
});

/** The ids of the headings of a document. */
const anchorsOf = (path: string) =>
  new Set(
    [
      ...readFileSync(join(root, path), "utf8")
        .replaceAll(/^```.*?^```$/gms, "")
        .matchAll(/^#+ (.*)$/gm),
    ].map(([, heading = ""]) => anchor(heading)),
  );

test.each(documents)("the headings to which $path links exist", ({ path, text }) => {
  const targets = [...text.matchAll(/\]\((?!https?:)([^)#]*)#([^)]+)\)/g)].map(
    ([, file = "", id = ""]) => ({ id, file: file === "" ? path : join(dirname(path), file) }),
  );
  const missing = targets.filter(
    ({ id, file }) => file.endsWith(".md") && !anchorsOf(file).has(id),
  );
  expect(missing).toEqual([]);
});

const ofRepository = documents.filter(({ path }) => !/^(packages|examples)/.test(path));

test.each(ofRepository)("the commands of $path exist", ({ text }) => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  );
  const named = [...text.matchAll(/(?:`|^)(?:npm run|pnpm) ([a-z][\w:-]*)/gm)].map(
    ([, name = ""]) => name,
  );
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
});

test("the table of refusals lists every reason, and nothing else", () => {
  const { text = "" } = documents.find(({ path }) => path === "docs/embedding.md") ?? {};
  const [, section = ""] = text.split("\n## Refusals\n");
  const rows = [...(section.split("\n## ")[0] ?? "").matchAll(/^\|(.*?)\|/gm)];
  const listed = rows.flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, it]) => it),
  );
  expect(new Set(listed)).toEqual(new Set(errorReasons));
  expect(listed, "each once").toHaveLength(errorReasons.length);
});

/** Files of this repository, without what is installed, built, or stored by `npm start`. */
const files = globSync(["**", ".*", ".{changeset,ci,github}/**"], {
  cwd: root,
  exclude: (path) => /(^|\/)(node_modules|dist|\.git|\.turbo|shots)$/.test(path),
})
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => !/^\.parley(\/|$)/.test(path));
const names = new Set(files.flatMap((path) => path.split("/")));

/** What a command creates, and the repository does not contain. */
const created = new Set(["apps/web/shots/"]);

const isSource = (path: string) => /\.(tsx?|mjs|css|md|sql)$/.test(path);

/** Back-ticked paths of this repository: source files, and folders whose first part exists. `<noun>` is any name. */
const pathsIn = (text: string) =>
  [...text.replaceAll(/^```.*?^```$/gms, "").matchAll(/`((?:[\w.*<>-]+\/)*[\w.*<>-]*)`/g)]
    .map(([, path = ""]) => path)
    .filter((path) => (path.includes("/") ? names.has(path.split("/")[0] ?? "") : isSource(path)))
    .filter((path) => !path.endsWith(".jsonl") && !created.has(path));

/** Whether a path, from the root or from any folder, exists. */
function exists(path: string): boolean {
  const pattern = path
    .replace(/\/$/, "")
    .replaceAll(/<\w+>/g, "*")
    .replaceAll(".", String.raw`\.`)
    .replaceAll("*", "[^/]*");
  const whole = new RegExp(`(^|/)${pattern}$`);
  return files.some((file) => whole.test(file));
}

test.each(documents)("the paths in backticks of $path exist", ({ text }) => {
  expect(pathsIn(text).filter((path) => !exists(path))).toEqual([]);
});

test("paths are recognised, and missing ones are found", () => {
  expect(documents.flatMap(({ text }) => pathsIn(text)).length).toBeGreaterThan(100);
  expect(pathsIn("`packages/nothing.ts`, `nothing.ts`, `domain/nothing`")).toHaveLength(3);
  expect(exists("packages/nothing.ts")).toBe(false);
  expect(exists("domain/nothing")).toBe(false);
});

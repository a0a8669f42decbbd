import { execFile } from "node:child_process";
import {
  cpSync,
  mkdtempSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "create-parley-"));
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(() =>
  promisify(execFile)(process.execPath, [join(import.meta.dirname, "copy-template.js")]),
);

/** Runs the command in the folder, without a terminal. */
async function create(...words: string[]) {
  const command = [join(import.meta.dirname, "bin.js"), ...words];
  const running = promisify(execFile)(process.execPath, command, { cwd: folder });
  running.child.stdin?.end();
  // What `execFile` rejects with.
  return running.catch((error: { stdout: string; stderr: string }) => error);
}

test("EXA-3: given a name it asks nothing, and creates the example under that name", async () => {
  const { stdout, stderr } = await create("My App");
  expect(stderr).toBe("");
  expect(stdout).toContain("npm run dev");
  const example = join(import.meta.dirname, "../../examples/express");
  const created = join(folder, "My App");
  const files = ["README.md", "server/main.ts", "web/parley.tsx", ".gitignore"];
  for (const file of files)
    expect(readFileSync(join(created, file), "utf8")).toBe(
      readFileSync(join(example, file), "utf8"),
    );
  expect(readdirSync(created)).not.toContain("gitignore");
  expect(JSON.parse(readFileSync(join(created, "package.json"), "utf8"))).toMatchObject({
    name: "my-app",
    dependencies: { "@parley/server": expect.stringMatching(/^\^\d/) },
  });
});

test("EXA-4: a folder that has files is refused in one line, and is not changed", async () => {
  mkdirSync(join(folder, "full"));
  writeFileSync(join(folder, "full/notes.txt"), "mine");
  expect((await create("full")).stderr).toBe(
    "create-parley: The folder full is not empty: choose another name, or empty it.\n",
  );
  expect(readdirSync(join(folder, "full"))).toEqual(["notes.txt"]);
});

test("EXA-4: a folder with nothing but a repository of Git is used", async () => {
  mkdirSync(join(folder, "cloned/.git"), { recursive: true });
  expect((await create("cloned")).stderr).toBe("");
  expect(readdirSync(join(folder, "cloned"))).toContain("package.json");
});

test.each([
  [["notes"], /^create-parley: The folder notes cannot be created: a file is in the way\.\n$/],
  [
    ["notes/app"],
    /^create-parley: The folder notes\/app cannot be created: a file is in the way\.\n$/,
  ],
  [["one", "two"], /^create-parley: Give one folder, not 2\. Usage: npm create parley FOLDER/],
  [
    ["--fast", "one"],
    /^create-parley: There is no option --fast\. Usage: npm create parley FOLDER/,
  ],
  [[], /^create-parley: Give the name of a folder\. Usage: npm create parley FOLDER/],
])("EXA-4: %j is refused with what to do", async (words, message) => {
  writeFileSync(join(folder, "notes"), "");
  expect((await create(...words)).stderr).toMatch(message);
});

test("EXA-5: on an older Node the first line says which one is needed", async () => {
  const old = join(folder, "old.mjs");
  cpSync(join(import.meta.dirname, "bin.js"), join(folder, "bin.mjs"));
  writeFileSync(
    old,
    `Object.defineProperty(process, "version", { value: "v20.20.2" }); await import("./bin.mjs");`,
  );
  const ran = promisify(execFile)(process.execPath, [old]);
  await expect(ran).rejects.toMatchObject({
    code: 1,
    stderr: "create-parley needs Node 22.12 or newer, and this is v20.20.2.\n",
  });
});

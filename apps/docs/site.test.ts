import { execFile } from "node:child_process";
import { globSync, readFileSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "vitepress";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const outDir = await mkdtemp(join(tmpdir(), "parley-docs-site-"));
const read = (path: string) => readFileSync(join(outDir, path), "utf8");

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

// It fails on a link to a page that does not exist.
beforeAll(() => build(import.meta.dirname, { outDir }));
afterAll(() => rm(outDir, { recursive: true }));

test("the site has every page of the repository, and its sidebar links each", () => {
  const sources = globSync(["*.md", "docs/*.md", "docs/reference/*.md", "examples/*/README.md"], {
    cwd: root,
  });
  const home = read("index.html");
  const pages = globSync("**/*.html", { cwd: outDir }).filter((path) => path !== "404.html");
  expect(pages.length).toBeGreaterThanOrEqual(sources.length);
  const unlinked = pages
    .map((page) => `/${page.replaceAll("\\", "/").replace(/(index)?\.html$/, "")}`)
    .filter((page) => !page.startsWith("/upstream/") && !home.includes(`href="${page}"`));
  expect(unlinked).toEqual([]);
});

test("the site loads nothing from other servers", () => {
  const loads = globSync("**/*.html", { cwd: outDir }).flatMap((page) =>
    [...read(page).matchAll(/<(?:script|link|img)[^>]*(?:src|href)="(https?:)?\/\/[^"]*"/g)].map(
      ([tag]) => `${page}: ${tag}`,
    ),
  );
  expect(loads).toEqual([]);
});

test("links lead to a page or a file of the site", () => {
  const missing = globSync("**/*.html", { cwd: outDir }).flatMap((page) =>
    [...read(page).matchAll(/<a [^>]*href="(\/[^"#?]*)/g)]
      .map(([, target = ""]) => target)
      .filter((target) => !target.startsWith("/stories/"))
      .filter((target) =>
        ["", ".html", "index.html"].every((end) => !isFile(join(outDir, `${target}${end}`))),
      ),
  );
  expect([...new Set(missing)]).toEqual([]);
});

test("diagrams are pictures, without a script or a font of another server", () => {
  const pages = ["architecture.html", "sign-in.html"].map(read);
  expect(pages.flatMap((page) => page.match(/<svg [^>]*--fg/g) ?? [])).toHaveLength(3);
  for (const page of pages) {
    expect(page).not.toContain("sequenceDiagram");
    expect(page).not.toContain("fonts.googleapis");
  }
});

test("the stories that a page embeds exist", async () => {
  const folder = join(outDir, "stories");
  const storybook = ["storybook", "build", "--disable-telemetry", "--output-dir", folder];
  const { NODE_OPTIONS: _, ...env } = process.env;
  await promisify(execFile)("npx", storybook, { cwd: join(root, "packages/react"), env });
  const { entries }: { entries: object } = JSON.parse(read("stories/index.json"));
  const ids = [...read("reference/components.html").matchAll(/iframe\.html[^"]*id=([\w-]+)/g)];
  expect(ids.length).toBeGreaterThan(3);
  for (const [, id = ""] of ids)
    expect(Object.keys(entries)).toContainEqual(expect.stringMatching(new RegExp(`^${id}`)));
});

test("the search leads to procedures, reasons, hooks and variables", () => {
  const [index = ""] = globSync("assets/chunks/*localSearchIndex*.js", { cwd: outDir });
  const text = read(index);
  const places = [
    "procedures#messagessend",
    "error-reasons#version_conflict",
    "hooks#useunreadtotal",
    "variables#database_url",
  ];
  expect(places.filter((place) => !text.includes(`"/reference/${place}"`))).toEqual([]);
});

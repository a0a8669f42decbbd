import { globSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vitepress";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const outDir = await mkdtemp(join(tmpdir(), "parley-docs-site-"));
const read = (path: string) => readFileSync(join(outDir, path), "utf8");

// It fails on a link to a page that does not exist.
beforeAll(() => build(import.meta.dirname, { outDir }));
afterAll(() => rm(outDir, { recursive: true }));

test("the site has every page of the repository, and its sidebar links each", () => {
  const sources = globSync(["*.md", "docs/*.md", "docs/reference/*.md"], { cwd: root });
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

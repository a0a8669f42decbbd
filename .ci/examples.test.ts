import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";

const examples = join(import.meta.dirname, "../examples");

/** The lines of a file that say something: no empty ones, and no comments. */
const linesOf = (path: string) =>
  readFileSync(path, "utf8")
    .replaceAll(/\/\*\*.*?\*\//gs, "")
    .split("\n")
    .filter((line) => line.trim() !== "" && !/^\s*\/\//.test(line));

/** Lines of the files that are about Parley, and those elsewhere that name it. */
function linesAboutParley(example: string): readonly string[] {
  const files = globSync("**/*.{ts,tsx}", {
    cwd: join(examples, example),
    exclude: ["node_modules/**", "dist/**", ".next/**"],
  });
  return files.flatMap((file) => {
    const lines = linesOf(join(examples, example, file));
    return /^parley\.tsx?$/.test(basename(file))
      ? lines
      : lines.filter((line) => /parley/i.test(line) || /UnreadBadge|Messages \/>/.test(line));
  });
}

test.each(["express", "next"])("EXA-1: at most 60 lines of %s concern Parley", (example) => {
  const lines = linesAboutParley(example);
  expect(lines.length).toBeGreaterThan(20);
  expect(lines.length, lines.join("\n")).toBeLessThanOrEqual(60);
});

test.each(["express", "next"])("EXA-1: %s starts in at most eight steps", (example) => {
  const text = readFileSync(join(examples, example, "README.md"), "utf8");
  const lists = text.split(/^#+ /m).map((part) => part.match(/^\d+\. /gm)?.length ?? 0);
  expect(Math.max(...lists)).toBeGreaterThan(2);
  expect(Math.max(...lists)).toBeLessThanOrEqual(8);
});

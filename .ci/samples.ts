import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/** A block of code in a guide. */
export interface Sample {
  readonly path: string;
  readonly line: number;
  readonly language: string;
  readonly code: string;
  /** The comment before it. */
  readonly mark: string | undefined;
  /** The file of which it is a copy, and which a test runs. */
  readonly runsAs: string | undefined;
  /** The file that contains it. */
  readonly partOf: string | undefined;
}

/** All documents that people read, from the root, with their text. */
export const documents = globSync(
  ["*.md", "docs/*.md", "docs/reference/*.md", "{packages,examples}/*/README.md"],
  { cwd: root },
).map((file) => {
  const path = file.replaceAll("\\", "/");
  return { path, text: readFileSync(join(root, path), "utf8") };
});

/** Documents that are written, not generated. */
const guides = documents.filter(({ path }) => !path.includes("reference/"));

const block = /(?:^<!-- (.*?) -->\n\n)?^```(\w+)\n(.*?)^```$/gms;

/** Every block of code with a language in the guides. */
export const samples: readonly Sample[] = guides.flatMap(({ path, text }) =>
  [...text.matchAll(block)].map(({ 1: mark, 2: language = "", 3: code = "", index }) => ({
    path,
    line: text.slice(0, text.indexOf("```", index)).split("\n").length + 1,
    language,
    code,
    mark,
    runsAs: /^runs as (\S+)$/.exec(mark ?? "")?.[1],
    partOf: /^part of (\S+)$/.exec(mark ?? "")?.[1],
  })),
);

/** A file name for a sample, after its document and line. */
export const fileOf = ({ path, line, language }: Sample, suffix = language) =>
  `${path.replaceAll(/[/.]/g, "-")}-line-${line}.${suffix}`;

/**
 * Samples in TypeScript that are whole: parts of files, and files of an example, are compiled there. The example's build
 * does so from the packed packages.
 */
export const programs = samples.filter(
  ({ language, runsAs, partOf }) =>
    /^tsx?$/.test(language) && partOf === undefined && runsAs?.startsWith("examples/") !== true,
);

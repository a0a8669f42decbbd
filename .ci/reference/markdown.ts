/** A page of the reference, and what the source does not say yet. */
export interface Page {
  /** The name of the file in `docs/reference`. */
  readonly file: string;
  readonly text: string;
  /** What has no description, each with the place where the sentence belongs. */
  readonly missing: readonly string[];
}

/** Text inside a cell of a table. */
const cell = (text: string) => text.replaceAll("|", String.raw`\|`).replaceAll(/\s*\n\s*/g, " ");

/** A Markdown table without its empty columns; none if it has no rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const isUsed = (_: unknown, at: number) => rows.some((cells) => cells[at] !== "");
  const line = (cells: readonly string[]) => `| ${cells.filter(isUsed).map(cell).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Code inside a sentence or a cell. */
export const code = (text: string): string => `\`${text.replaceAll(/\s+/g, " ")}\``;

/** A docstring as it stands in a page: HTML and Vue's braces are text. */
export const prose = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part, at) => (at % 2 === 1 ? part : part.replaceAll("<", "&lt;").replaceAll("{{", "{ {")))
    .join("")
    .replaceAll(/[ \t]*\n[ \t]*(?!\n)/g, " ")
    .trim();

/** The id of a heading, as GitHub makes it. */
export const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .trim()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(/\s/g, "-");

/** Paragraphs with empty lines between them; empty ones are left out. */
export const paragraphs = (...parts: readonly (string | readonly string[])[]): string =>
  `${parts
    .flat()
    .filter((part) => part !== "")
    .join("\n\n")}\n`;

/** The first lines of every page. */
export const title = (heading: string, intro: string): string[] => [
  `# ${heading}`,
  "<!-- Generated from the source by `npm run reference`. -->",
  intro,
];

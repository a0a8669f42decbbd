import { UNSPACED } from "@parley/contract/folding";

/** What the toolbar and the shortcuts of a field format. */
export type Format =
  | "bold"
  | "italic"
  | "strike"
  | "code"
  | "code-block"
  | "quote"
  | "bullets"
  | "numbers";

/** The text of a field and its selection. */
export interface Selected {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A replacement of a part of the text, and the selection after it. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
  readonly select: readonly [start: number, end: number];
}

const MARKS = { bold: ["*", "**"], italic: ["_"], strike: ["~", "~~"], code: ["`"] } as const;
type InlineFormat = keyof typeof MARKS;

const PREFIXES = { quote: /^> ?/u, bullets: /^[-*\u2022] +/u, numbers: /^\d{1,3}\. +/u } as const;
type LineFormat = keyof typeof PREFIXES;

const FENCE = "```";
const WORD = new RegExp(`[[\\p{L}\\p{N}\\p{M}]--[${UNSPACED}]]`, "v");

/** A part of a word, and a selection without its surrounding space: marks within a word format nothing. */
function wholeWords({ text, start, end }: Selected): Selected {
  let from = start;
  let to = end;
  while (from < to && /\s/u.test(text.charAt(from))) from += 1;
  while (to > from && /\s/u.test(text.charAt(to - 1))) to -= 1;
  const isIn = (at: number) => WORD.test(text.charAt(at - 1)) && WORD.test(text.charAt(at));
  while (from > 0 && isIn(from)) from -= 1;
  while (to < text.length && isIn(to)) to += 1;
  return { text, start: from, end: to };
}

/** A selection without the marks at its ends, or without those around it; null if it has none. */
function unmarked({ text, start, end }: Selected, mark: string): Edit | null {
  const { length } = mark;
  const inside = text.slice(start, end);
  const isOnly = (at: number) => text.charAt(at) !== mark.charAt(0);
  if (
    inside.length > 2 * length &&
    inside.startsWith(mark) &&
    inside.endsWith(mark) &&
    inside.charAt(length) !== mark.charAt(0) &&
    inside.charAt(inside.length - length - 1) !== mark.charAt(0)
  ) {
    const insert = inside.slice(length, -length);
    return { start, end, insert, select: [start, start + insert.length] };
  }
  const from = start - length;
  const to = end + length;
  const isAround =
    from >= 0 &&
    text.slice(from, start) === mark &&
    text.slice(end, to) === mark &&
    isOnly(from - 1) &&
    isOnly(to);
  return isAround ? { start: from, end: to, insert: inside, select: [from, end - length] } : null;
}

function toggleInline(format: InlineFormat, selected: Selected): Edit {
  const [mark, ...others] = MARKS[format];
  const exact = [mark, ...others]
    .map((each) => unmarked(selected, each))
    .find((edit) => edit !== null);
  if (exact !== undefined) return exact;
  const words = wholeWords(selected);
  for (const each of [mark, ...others]) {
    const edit = unmarked(words, each);
    if (edit !== null) return edit;
  }
  const { text, start, end } = words;
  // Marks end in their line.
  const insert = text
    .slice(start, end)
    .split("\n")
    .map((line) =>
      line.trim() === "" && line !== text.slice(start, end) ? line : mark + line + mark,
    )
    .join("\n");
  const isOneLine = !insert.includes("\n");
  return {
    start,
    end,
    insert,
    select: isOneLine
      ? [start + mark.length, start + insert.length - mark.length]
      : [start, start + insert.length],
  };
}

/** The lines that a selection touches. */
function lines({ text, start, end }: Selected) {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  // A selection that ends at the start of a line does not touch it.
  const last = end > start && text.charAt(end - 1) === "\n" ? end - 1 : end;
  const found = text.indexOf("\n", last);
  return { from, to: found === -1 ? text.length : found };
}

function toggleLines(format: LineFormat, selected: Selected): Edit {
  const { text, start, end } = selected;
  const { from, to } = lines(selected);
  const all = text.slice(from, to).split("\n");
  const isOn = all.every((line) => line.trim() === "" || PREFIXES[format].test(line));
  const isEmpty = all.every((line) => line.trim() === "");
  let count = 0;
  const marked = all.map((line) => {
    if (line.trim() === "" && !isEmpty) return line;
    if (isOn && !isEmpty) return line.replace(PREFIXES[format], "");
    count += 1;
    switch (format) {
      case "quote":
        return `> ${line}`;
      case "bullets":
        return `- ${line.replace(PREFIXES.numbers, "")}`;
      case "numbers":
        return `${count}. ${line.replace(PREFIXES.bullets, "")}`;
    }
  });
  const insert = marked.join("\n");
  const longer = insert.length - (to - from);
  const caret = Math.max(from, end + longer);
  return {
    start: from,
    end: to,
    insert,
    select: start === end ? [caret, caret] : [from, from + insert.length],
  };
}

function toggleBlock(selected: Selected): Edit {
  const { text } = selected;
  const { from, to } = lines(selected);
  const inside = text.slice(from, to);
  const before = `${FENCE}\n`;
  const after = `\n${FENCE}`;
  if (text.slice(0, from).endsWith(before) && text.slice(to).startsWith(after)) {
    const start = from - before.length;
    return {
      start,
      end: to + after.length,
      insert: inside,
      select: [start, start + inside.length],
    };
  }
  const at = from + before.length;
  return {
    start: from,
    end: to,
    insert: before + inside + after,
    select: [at, at + inside.length],
  };
}

/** Adds a format to the selection of a field, or removes it. */
export function toggleFormat(format: Format, selected: Selected): Edit {
  switch (format) {
    case "bold":
    case "italic":
    case "strike":
    case "code":
      return toggleInline(format, selected);
    case "quote":
    case "bullets":
    case "numbers":
      return toggleLines(format, selected);
    case "code-block":
      return toggleBlock(selected);
  }
}

const LIST_LINE = /^([ \t]*)(?:([-*\u2022])|(\d{1,3})\.)( +)(.*)$/u;

/**
 * What a new line within a list or a quote begins with, or the end of the list if the line is empty; null outside of
 * them.
 */
export function continueLine({ text, start, end }: Selected): Edit | null {
  if (start !== end) return null;
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const line = text.slice(from, start);
  const [, indent = "", bullet, number, space = " ", content = ""] = LIST_LINE.exec(line) ?? [];
  const quote = /^(?:> ?)+/u.exec(line)?.[0];
  if (bullet === undefined && number === undefined && quote === undefined) return null;
  const rest = quote === undefined ? content : line.slice(quote.length);
  if (rest.trim() === "") return { start: from, end: start, insert: "", select: [from, from] };
  const mark = bullet ?? `${Number(number) + 1}.`;
  const insert = `\n${quote ?? indent + mark + space}`;
  return { start, end, insert, select: [start + insert.length, start + insert.length] };
}

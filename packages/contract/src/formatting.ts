import {
  type Atom,
  type Inline,
  inlineOf,
  markOf,
  type SourcePart,
  textOf,
} from "./inline-marks.ts";
import { findLinks } from "./links.ts";
import { mayHaveMarks } from "./text-rules.ts";

/** An item of a list: its text, and then the lists in it. */
export interface ListItem {
  /** As it was typed; null in a list with bullets. */
  readonly number: number | null;
  readonly children: readonly Inline[];
  readonly lists: readonly List[];
}

/** A list, with bullets or with numbers. */
export interface List {
  readonly kind: "list";
  readonly isNumbered: boolean;
  readonly items: readonly ListItem[];
}

/** A part of a message that begins and ends with a line. */
export type Block =
  | { readonly kind: "paragraph" | "code-block"; readonly children: readonly Inline[] }
  | { readonly kind: "quote"; readonly blocks: readonly Block[] }
  | List;

/** A message as it is shown. The texts of all leaves in order, marks included, are its source. */
export type MessageTree = readonly Block[];

/** The depth of quotes in quotes, and of lists in lists. A deeper mark is text. */
export const nestingMax = 6;

const LINE_BREAK = /\r\n?|[\n\v\f\u0085\u2028\u2029]/gu;
const VISIBLE = /\S/u;
const BULLET = /([ \t]*)(?:[-*\u2022]|(\d{1,3})\.)[ \t]+/uy;
/** A line such as "* * *" separates, and is no item. */
const HAS_ITEM = /[^\s*_-]/u;
const INDENT = /[ \t]{2,}/uy;
const FENCE = "```";
const LANGUAGE = /^[\w+#.-]{0,20}\s*$/u;
const TAB = 4;

/** A line without the marks of the quotes around it, which begin at `from`. */
interface Line {
  readonly from: number;
  readonly start: number;
  readonly end: number;
  /** The start of the next line. */
  readonly next: number;
}

interface OpenItem {
  readonly number: number | null;
  readonly lines: Line[];
  readonly lists: OpenList[];
}

interface OpenList {
  readonly indent: number;
  readonly isNumbered: boolean;
  readonly items: OpenItem[];
}

/** What begins at a line, and how many lines it has. */
interface Found {
  readonly block: Block;
  readonly count: number;
}

/** The lines of a text. A line break within a mention ends none. */
function linesOf(source: string, atoms: readonly Atom[]): Line[] {
  const lines: Line[] = [];
  let start = 0;
  let at = 0;
  for (const { 0: found, index } of source.matchAll(LINE_BREAK)) {
    while ((atoms[at]?.end ?? Infinity) <= index) at += 1;
    if ((atoms[at]?.start ?? Infinity) <= index) continue;
    const next = index + found.length;
    lines.push({ from: start, start, end: index, next });
    start = next;
  }
  lines.push({ from: start, start, end: source.length, next: source.length });
  return lines;
}

/** Parses the lines of one text, in order and each once for a level of quotes. */
class Parser {
  readonly #source: string;
  readonly #atoms: readonly Atom[];
  #atom = 0;

  constructor(source: string, atoms: readonly Atom[]) {
    this.#source = source;
    this.#atoms = atoms;
  }

  parse(): Block[] {
    return this.#blocks(linesOf(this.#source, this.#atoms), 0);
  }

  #blocks(lines: readonly Line[], depth: number): Block[] {
    const blocks: Block[] = [];
    const lastFence = lines.findLastIndex((line) => this.#text(line).trimEnd().endsWith(FENCE));
    let plain: Line[] = [];
    const endParagraph = (isLast: boolean) => {
      const edges = { isFirst: blocks.length === 0, isLast };
      if (plain.length > 0) blocks.push({ kind: "paragraph", children: this.#lines(plain, edges) });
      plain = [];
    };
    for (let at = 0; at < lines.length;) {
      const line = lines[at];
      if (line === undefined) break;
      // The paragraph before a block is read first: links and mentions are taken in order.
      const begins = this.#begins(lines, at, { depth, lastFence });
      if (begins === null) {
        plain.push(line);
        at += 1;
        continue;
      }
      endParagraph(false);
      const { block, count } = begins();
      blocks.push(block);
      at += count;
    }
    endParagraph(true);
    return blocks;
  }

  /** What begins at a line other than a paragraph; it is read when the result is called. */
  #begins(
    lines: readonly Line[],
    at: number,
    { depth, lastFence }: { readonly depth: number; readonly lastFence: number },
  ): (() => Found) | null {
    return (
      this.#quote(lines, at, depth) ?? this.#fence(lines, at, lastFence) ?? this.#list(lines, at)
    );
  }

  #text = ({ start, end }: Line) => this.#source.slice(start, end);

  #isBlank = (line: Line) => !VISIBLE.test(this.#text(line));

  /** The pieces of a line, with its marks before and its break after it. */
  #line(line: Line, breakOf: (text: string) => Inline): Inline[] {
    const { from, start, end, next } = line;
    while ((this.#atoms[this.#atom]?.start ?? Infinity) < start) this.#atom += 1;
    const atoms: Atom[] = [];
    for (; (this.#atoms[this.#atom]?.end ?? Infinity) <= end; this.#atom += 1) {
      const atom = this.#atoms[this.#atom];
      if (atom !== undefined)
        atoms.push({ ...atom, start: atom.start - start, end: atom.end - start });
    }
    return [
      ...this.#mark(from, start),
      ...inlineOf(this.#text(line), atoms),
      ...(next > end ? [breakOf(this.#source.slice(end, next))] : []),
    ];
  }

  #mark = (from: number, to: number) => (to > from ? [markOf(this.#source.slice(from, to))] : []);

  /** The pieces of the lines of a paragraph. Blank lines between it and another block are marks. */
  #lines(
    lines: readonly Line[],
    { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean },
  ): Inline[] {
    const first = isFirst ? 0 : lines.findIndex((line) => !this.#isBlank(line));
    const last = isLast ? lines.length - 1 : lines.findLastIndex((line) => !this.#isBlank(line));
    return lines.flatMap((line, at) => {
      if (first === -1 || at < first || at > last) return this.#mark(line.from, line.next);
      return this.#line(line, at === last ? markOf : textOf);
    });
  }

  /** The line without the mark of a quote, or null. The marks of quotes in quotes may follow each other. */
  #quoted(line: Line): Line | null {
    let end = line.start;
    while (this.#source.charAt(end) === ">") end += 1;
    const isQuote =
      end > line.start && (end === line.end || /[ \t]/u.test(this.#source.charAt(end)));
    if (!isQuote) return null;
    const hasSpace = line.start + 1 < line.end && this.#source.charAt(line.start + 1) === " ";
    return { ...line, start: line.start + (hasSpace ? 2 : 1) };
  }

  #quote(lines: readonly Line[], at: number, depth: number): (() => Found) | null {
    if (depth === nestingMax) return null;
    const inner: Line[] = [];
    for (let index = at; index < lines.length; index += 1) {
      const line = lines[index];
      const quoted = line === undefined ? null : this.#quoted(line);
      if (quoted === null || (index === at && this.#isBlank(quoted))) break;
      inner.push(quoted);
    }
    if (inner.length === 0) return null;
    return () => ({
      block: { kind: "quote", blocks: this.#blocks(inner, depth + 1) },
      count: inner.length,
    });
  }

  #fence(lines: readonly Line[], at: number, lastFence: number): (() => Found) | null {
    const line = lines[at];
    if (line === undefined || !this.#source.startsWith(FENCE, line.start)) return null;
    const opening = line.start + FENCE.length;
    const rest = this.#source.slice(opening, line.end);
    const inRest = rest.indexOf(FENCE);
    const isOneLine = inRest !== -1;
    if (isOneLine ? rest.trimEnd().length !== inRest + FENCE.length : lastFence <= at) return null;
    let end = at;
    while (!isOneLine && (end += 1) < lastFence) {
      const next = lines[end];
      if (next !== undefined && this.#text(next).trimEnd().endsWith(FENCE)) break;
    }
    const closing = lines[end];
    if (closing === undefined) return null;
    const from = isOneLine ? opening : closing.start;
    const close = from + this.#source.slice(from, closing.end).lastIndexOf(FENCE);
    const hasOwnLine = !VISIBLE.test(this.#source.slice(closing.start, close));
    // A first line such as "js" is the language, if the marks have lines of their own.
    const isLanguage = !isOneLine && LANGUAGE.test(rest) && (hasOwnLine || !VISIBLE.test(rest));
    const content: Inline[] = [
      ...this.#mark(line.from, opening),
      ...(isLanguage ? this.#mark(opening, line.next) : []),
    ];
    const add = (text: string) => text !== "" && content.push(textOf(text));
    if (isOneLine) add(this.#source.slice(opening, close));
    else if (!isLanguage) add(this.#source.slice(opening, line.next));
    for (const [index, inside] of lines.slice(at + 1, end).entries()) {
      content.push(...this.#mark(inside.from, inside.start));
      // The break before a closing mark on its own line is not a part of the code.
      const isLast = hasOwnLine && at + 1 + index === end - 1;
      add(this.#source.slice(inside.start, isLast ? inside.end : inside.next));
      if (isLast) content.push(...this.#mark(inside.end, inside.next));
    }
    if (!isOneLine) {
      content.push(...this.#mark(closing.from, closing.start));
      if (!hasOwnLine) add(this.#source.slice(closing.start, close));
      else content.push(...this.#mark(closing.start, close));
    }
    content.push(...this.#mark(close, closing.next));
    if (!content.some((piece) => piece.kind === "text" && VISIBLE.test(piece.text))) return null;
    return () => ({ block: { kind: "code-block", children: content }, count: end - at + 1 });
  }

  /** The indent and number of a line of a list, and the line without its mark; null if it is none. */
  #item(line: Line | undefined) {
    if (line === undefined) return null;
    BULLET.lastIndex = line.start;
    const found = BULLET.exec(this.#source);
    const start = BULLET.lastIndex;
    if (found === null || !HAS_ITEM.test(this.#source.slice(start, line.end))) return null;
    const [, indent = "", number] = found;
    return {
      indent: indent.length + (TAB - 1) * (indent.split("\t").length - 1),
      number: number === undefined ? null : Number(number),
      line: { ...line, start },
    };
  }

  #list(lines: readonly Line[], at: number): (() => Found) | null {
    const first = this.#item(lines[at]);
    if (first === null) return null;
    const isNumbered = first.number !== null;
    // A date such as "12. May" is no list.
    const next = this.#item(lines[at + 1])?.number ?? null;
    if (first.number !== null && first.number > 1 && next !== first.number + 1) return null;
    const root: OpenList = { indent: first.indent, isNumbered, items: [] };
    const open = [root];
    let last: OpenItem = { number: first.number, lines: [first.line], lists: [] };
    root.items.push(last);
    let count = 1;
    let blank: Line[] = [];
    for (let index = at + 1; index < lines.length; index += 1) {
      const line = lines[index];
      if (line === undefined) break;
      const item = this.#item(line);
      if (item === null) {
        if (this.#isBlank(line)) {
          blank.push(line);
          continue;
        }
        INDENT.lastIndex = line.start;
        if (blank.length > 0 || !INDENT.test(this.#source)) break;
        last.lines.push({ ...line, start: Math.min(INDENT.lastIndex, line.end) });
        count += 1;
        continue;
      }
      while (open.length > 1 && item.indent < (open.at(-1)?.indent ?? 0)) open.pop();
      const inner = open.at(-1) ?? root;
      const opened = { number: item.number, lines: [item.line], lists: [] };
      const kind = item.number !== null;
      const isDeeper = item.indent >= inner.indent + 2 && open.length < nestingMax;
      if (!isDeeper && inner === root && kind !== isNumbered) break;
      for (const each of blank) last.lines.push(each);
      count += blank.length + 1;
      blank = [];
      if (isDeeper || kind !== inner.isNumbered) {
        const list: OpenList = { indent: item.indent, isNumbered: kind, items: [opened] };
        const parents = isDeeper ? open : (open.pop(), open);
        (parents.at(-1) ?? root).items.at(-1)?.lists.push(list);
        open.push(list);
      } else inner.items.push(opened);
      last = opened;
    }
    return () => ({ block: this.#closed(root), count });
  }

  #closed = ({ isNumbered, items }: OpenList): List => ({
    kind: "list",
    isNumbered,
    items: items.map(({ number, lines, lists }) => ({
      number,
      children: this.#lines(lines, { isFirst: true, isLast: false }),
      lists: lists.map((list) => this.#closed(list)),
    })),
  });
}

/** Parses a text whose links and mentions were found: their concatenated texts are the source. */
export function parseParts(parts: readonly SourcePart[]): MessageTree {
  const source = parts.map((part) => part.text).join("");
  if (!mayHaveMarks(source)) return [{ kind: "paragraph", children: parts }];
  const atoms: Atom[] = [];
  let start = 0;
  for (const part of parts) {
    const end = start + part.text.length;
    if (part.kind !== "text") atoms.push({ start, end, part });
    start = end;
  }
  return new Parser(source, atoms).parse();
}

/**
 * Parses a message, in time linear in its length. Never fails: what is no mark is text. The depth of the tree is bounded.
 */
export const parseMessage = (text: string): MessageTree => parseParts(findLinks(text));

/** Whether a tree shows anything differently than its source. */
export const hasFormatting = (tree: MessageTree): boolean =>
  tree.some(
    (block) =>
      block.kind !== "paragraph" ||
      block.children.some(({ kind }) => kind !== "text" && kind !== "link" && kind !== "mention"),
  );

const words = (pieces: readonly Inline[]): string =>
  pieces
    .map((piece) => {
      if (piece.kind === "mark") return "";
      return "children" in piece ? words(piece.children) : piece.text;
    })
    .join("");

function itemLines({ number, children, lists }: ListItem): string[] {
  const bullet = number === null ? "\u2022" : `${number}.`;
  return [`${bullet} ${words(children)}`, ...lists.flatMap(listLines)];
}

const listLines = ({ items }: List): string[] => items.flatMap(itemLines);

function blockText(block: Block): string {
  switch (block.kind) {
    case "paragraph":
    case "code-block":
      return words(block.children);
    case "quote":
      return plainText(block.blocks);
    case "list":
      return listLines(block).join("\n");
  }
}

/** The words of a message without marks, for previews, notifications and search results. Lists keep bullets and numbers. */
export const plainText = (tree: MessageTree): string =>
  tree.length === 1 && tree[0]?.kind === "paragraph"
    ? words(tree[0].children)
    : tree
        .map(blockText)
        .filter((text) => VISIBLE.test(text))
        .join("\n");

/** The words of a message text without marks. */
export const plainTextOf = (text: string): string =>
  mayHaveMarks(text) ? plainText(parseMessage(text)) : text;

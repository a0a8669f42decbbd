import { UNSPACED } from "./folding.ts";
import type { TextPart } from "./links.ts";

/** Characters that format and are not shown: `*`, `> `, the line break after a block. */
export interface Mark {
  readonly kind: "mark";
  readonly text: string;
}

/** The name of a mentioned user with its "@". */
export interface Mention {
  readonly kind: "mention";
  readonly text: string;
  readonly id: string;
}

/** Plain text, or a part of a text within which nothing is a mark. */
export type SourcePart = TextPart | Mention;

/** How text between a pair of marks is shown. */
export type Emphasis = "bold" | "italic" | "strike";

/** A piece of a line. The first and last child of emphasis, code and labelled links are marks. */
export type Inline =
  | SourcePart
  | Mark
  | { readonly kind: Emphasis | "code"; readonly children: readonly Inline[] }
  | {
      readonly kind: "labelled-link";
      readonly href: string;
      readonly children: readonly Inline[];
    };

/** A link or mention in a line: nothing within it is a mark. */
export interface Atom {
  readonly start: number;
  readonly end: number;
  readonly part: Exclude<SourcePart, { readonly kind: "text" }>;
}

const CJK_PUNCTUATION = "[\\p{P}&&[\\u3000-\\u303F\\uFF00-\\uFFEF]]";
/** What precedes an opening mark. A word before it makes it a part of that word, as in 2*3*4 and snake_case. */
const BEFORE_OPENING = new RegExp(
  `^[\\s\\p{Ps}\\p{Pi}\\p{Pf}"'\\u00A1\\u00BF\\u2013\\u2014*_~\`\\p{ExtPict}\\p{EMod}\\uFE0F${UNSPACED}${CJK_PUNCTUATION}]?$`,
  "v",
);
const AFTER_OPENING =
  /^[\p{L}\p{N}\p{M}\p{Sc}\p{So}\p{Ps}\p{Pi}\p{ExtPict}"'\u00A1\u00BF@#+\u2026*_~`]$/v;
const BEFORE_CLOSING = /^[^\s\p{Ps}\p{Pi}]$/u;
const AFTER_CLOSING = new RegExp(
  `^[\\s\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}\\p{Pd}"'.,:;!?\\u2026*_~\`\\p{ExtPict}${UNSPACED}${CJK_PUNCTUATION}]?$`,
  "v",
);
/** A letter or digit of a script that separates words by spaces. */
const IN_WORD = new RegExp(`^[[\\p{L}\\p{N}\\p{M}]--[${UNSPACED}]]$`, "v");
/** Only a text with one of these can be emphasized: emoticons such as *_* have none. */
const WORD = /[\p{L}\p{N}\p{ExtPict}]/u;
const SPECIAL = /[*_~`[\]]/gu;
const TRAILING_RUN = /(?:\*{1,3}|_|~{1,2})$/u;
const VISIBLE = /\S/u;

const EMPHASIS: ReadonlyMap<string, Emphasis> = new Map([
  ["*", "bold"],
  ["**", "bold"],
  ["***", "bold"],
  ["_", "italic"],
  ["~", "strike"],
  ["~~", "strike"],
]);

/** Characters that are a mark. */
export const markOf = (text: string): Mark => ({ kind: "mark", text });
/** Characters that are shown. */
export const textOf = (text: string): TextPart => ({ kind: "text", text });

/** A run of one of the characters * _ ~. */
interface Run {
  readonly kind: "run";
  readonly text: string;
  readonly opens: boolean;
  readonly closes: boolean;
}

type Token = Inline | Run;

const hasWord = (token: Token): boolean =>
  token.kind === "text" ? WORD.test(token.text) : token.kind !== "run" && token.kind !== "mark";

/** The pairs of runs: the index of the second by that of the first. They are nested, and none within its own kind. */
function pairsOf(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const open = new Map<string, { readonly at: number; readonly words: number }>();
  let words = 0;
  for (const [at, token] of tokens.entries()) {
    if (hasWord(token)) words += 1;
    if (token.kind !== "run") continue;
    const first = open.get(token.text);
    if (token.closes && first !== undefined && words > first.words) {
      pairs.set(first.at, at);
      for (const [text, other] of open) if (other.at >= first.at) open.delete(text);
    } else if (token.opens) open.set(token.text, { at, words });
  }
  return pairs;
}

/** Joins neighbouring plain texts. */
function joined(pieces: readonly Inline[]): Inline[] {
  const all: Inline[] = [];
  let plain: string[] = [];
  const flush = () => {
    if (plain.length > 0) all.push(textOf(plain.join("")));
    plain = [];
  };
  for (const piece of pieces) {
    if (piece.kind === "text") plain.push(piece.text);
    else {
      flush();
      all.push(piece);
    }
  }
  flush();
  return all;
}

function emphasized(tokens: readonly Token[]): Inline[] {
  const pairs = pairsOf(tokens);
  const between = (from: number, to: number): Inline[] => {
    const pieces: Inline[] = [];
    for (let at = from; at < to; at += 1) {
      const token = tokens[at];
      if (token === undefined) break;
      if (token.kind !== "run") {
        pieces.push(token);
        continue;
      }
      const end = pairs.get(at);
      const kind = EMPHASIS.get(token.text);
      if (end === undefined || kind === undefined) {
        pieces.push(textOf(token.text));
        continue;
      }
      const edge = markOf(token.text);
      pieces.push({ kind, children: [edge, ...between(at + 1, end), edge] });
      at = end;
    }
    return joined(pieces);
  };
  return between(0, tokens.length);
}

/** Where the code that begins with a run of backticks ends: at the next run of the same length. */
function codeEnds(line: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const next = new Map<number, number>();
  for (const { 0: run, index } of [...line.matchAll(/`+/gu)].toReversed()) {
    const end = next.get(run.length);
    if (end !== undefined) ends.set(index, end);
    next.set(run.length, index);
  }
  return ends;
}

function characterBefore(line: string, at: number): string {
  const isPair = /^[\uDC00-\uDFFF]/u.test(line.charAt(at - 1));
  return line.slice(Math.max(0, at - (isPair ? 2 : 1)), at);
}

function characterAt(line: string, at: number): string {
  const point = line.codePointAt(at);
  return point === undefined ? "" : String.fromCodePoint(point);
}

function runLength(line: string, at: number): number {
  let end = at + 1;
  while (line.charAt(end) === line.charAt(at)) end += 1;
  return end - at;
}

/** Reads a line from left to right. */
class Scanner {
  readonly tokens: Token[] = [];
  readonly #line: string;
  readonly #atoms: readonly Atom[];
  readonly #codeEnds: ReadonlyMap<number, number>;
  /** The open brackets: the index of their token, and the number of links before. */
  readonly #brackets: { readonly token: number; readonly links: number }[] = [];
  #links = 0;
  #atom = 0;
  /** Where the last link or mention ends. */
  #atomEnd = -1;
  /** The runs so far that can be the first of a pair. */
  readonly #opened = new Set<string>();
  /** What precedes it is in the tokens. */
  #done = 0;
  #at = 0;

  constructor(line: string, atoms: readonly Atom[]) {
    this.#line = line;
    this.#atoms = atoms;
    this.#codeEnds = line.includes("`") ? codeEnds(line) : new Map();
  }

  read(): readonly Token[] {
    let special = -1;
    for (;;) {
      if (special < this.#at) {
        SPECIAL.lastIndex = this.#at;
        special = SPECIAL.exec(this.#line)?.index ?? this.#line.length;
      }
      while ((this.#atoms[this.#atom]?.start ?? Infinity) < this.#at) this.#atom += 1;
      const atom = this.#atoms[this.#atom];
      if (atom !== undefined && atom.start <= special) this.#addAtom(atom);
      else if (special < this.#line.length) this.#special(special);
      else break;
    }
    this.#flush(this.#line.length);
    return this.tokens;
  }

  #flush(to: number) {
    if (to > this.#done) this.tokens.push(textOf(this.#line.slice(this.#done, to)));
    this.#done = to;
    this.#at = to;
  }

  #add(token: Token, { start, end }: { readonly start: number; readonly end: number }) {
    this.#flush(start);
    this.tokens.push(token);
    if (token.kind === "link" || token.kind === "labelled-link") this.#links += 1;
    this.#done = end;
    this.#at = end;
  }

  /** An address that ends with a mark which was opened before it ends before that mark. */
  #addAtom(atom: Atom) {
    const { start, part } = atom;
    const [run = ""] = part.kind === "link" ? (TRAILING_RUN.exec(part.text) ?? []) : [];
    const isMark =
      this.#opened.has(run) &&
      AFTER_CLOSING.test(characterAt(this.#line, atom.end)) &&
      part.kind === "link" &&
      part.href.endsWith(run);
    this.#atomEnd = isMark ? atom.end - run.length : atom.end;
    if (!isMark) return this.#add(part, atom);
    const cut = (of: string) => of.slice(0, -run.length);
    const end = this.#atomEnd;
    this.#add({ kind: "link", text: cut(part.text), href: cut(part.href) }, { start, end });
  }

  #special(at: number) {
    switch (this.#line.charAt(at)) {
      case "`":
        return this.#code(at);
      case "[":
        this.#flush(at);
        this.#brackets.push({ token: this.tokens.length, links: this.#links });
        return this.#add(textOf("["), { start: at, end: at + 1 });
      case "]":
        return this.#closeBracket(at);
      default:
        return this.#run(at);
    }
  }

  #code(at: number) {
    const length = runLength(this.#line, at);
    const end = this.#codeEnds.get(at);
    this.#at = at + length;
    if (end === undefined || IN_WORD.test(characterBefore(this.#line, at))) return;
    const content = this.#line.slice(at + length, end);
    if (!VISIBLE.test(content)) return;
    const edge = markOf("`".repeat(length));
    const children = [edge, textOf(content), edge];
    this.#add({ kind: "code", children }, { start: at, end: end + length });
  }

  /** A label in brackets and its address in parentheses are a link. */
  #closeBracket(at: number) {
    const open = this.#brackets.pop();
    const target = this.#atoms[this.#atom];
    this.#at = at + 1;
    const isLink =
      open !== undefined &&
      open.links === this.#links &&
      target?.part.kind === "link" &&
      target.start === at + 2 &&
      this.#line.charAt(at + 1) === "(" &&
      this.#line.charAt(target.end) === ")";
    if (!isLink) return;
    this.#flush(at);
    const label = this.tokens.slice(open.token + 1);
    if (!label.some((token) => hasWord(token))) return;
    this.tokens.splice(open.token);
    const end = target.end + 1;
    const address = this.#line.slice(at, end);
    const children = [markOf("["), ...emphasized(label), markOf(address)];
    const { href } = target.part;
    this.#add({ kind: "labelled-link", href, children }, { start: at, end });
  }

  #run(at: number) {
    const end = at + runLength(this.#line, at);
    this.#at = end;
    const text = this.#line.slice(at, end);
    if (!EMPHASIS.has(text)) return;
    const isAfterAtom = this.#atomEnd === at;
    const isBeforeAtom = this.#atoms[this.#atom]?.start === end;
    const before = characterBefore(this.#line, at);
    const after = characterAt(this.#line, end);
    const opens =
      !isAfterAtom && BEFORE_OPENING.test(before) && (isBeforeAtom || AFTER_OPENING.test(after));
    const closes =
      !isBeforeAtom && AFTER_CLOSING.test(after) && (isAfterAtom || BEFORE_CLOSING.test(before));
    if (opens) this.#opened.add(text);
    if (opens || closes) this.#add({ kind: "run", text, opens, closes }, { start: at, end });
  }
}

/** The pieces of one line. Each character is read a bounded number of times, and the depth is bounded by the kinds of marks. */
export const inlineOf = (line: string, atoms: readonly Atom[]): Inline[] =>
  emphasized(new Scanner(line, atoms).read());

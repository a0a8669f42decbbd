import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Block,
  hasFormatting,
  type List,
  type MessageTree,
  nestingMax,
  parseMessage,
  parseParts,
  plainText,
  plainTextOf,
} from "./formatting.ts";
import type { Inline } from "./inline-marks.ts";
import { limits } from "./limits.ts";

/** A tree in a notation of its own, without marks: emphasis in parentheses after its kind, one block a line. */
function inline(pieces: readonly Inline[]): string {
  return pieces
    .map((piece) => {
      switch (piece.kind) {
        case "mark":
          return "";
        case "text":
          return piece.text;
        case "link":
          return `link<${piece.text}>`;
        case "mention":
          return `mention<${piece.text}>`;
        case "labelled-link":
          return `link<${inline(piece.children)} ${piece.href}>`;
        case "bold":
        case "italic":
        case "strike":
        case "code":
          return `${piece.kind}<${inline(piece.children)}>`;
      }
    })
    .join("");
}
const list = ({ isNumbered, items }: List): string =>
  `${isNumbered ? "numbers" : "bullets"}[${items
    .map(
      ({ number, children, lists }) =>
        (number === null ? "" : `${number}=`) + inline(children) + lists.map(list).join(""),
    )
    .join("|")}]`;
function block(of: Block): string {
  switch (of.kind) {
    case "paragraph":
      return inline(of.children);
    case "code-block":
      return `code[${inline(of.children)}]`;
    case "quote":
      return `quote[${of.blocks.map(block).join("/")}]`;
    case "list":
      return list(of);
  }
}
const shown = (text: string) => parseMessage(text).map(block).join("/");

const leaves = (pieces: readonly Inline[]): string =>
  pieces.map((piece) => ("children" in piece ? leaves(piece.children) : piece.text)).join("");
const listSource = ({ items }: List): string =>
  items.map(({ children, lists }) => leaves(children) + lists.map(listSource).join("")).join("");
const sourceOf = (tree: MessageTree): string =>
  tree
    .map((of): string => {
      if (of.kind === "quote") return sourceOf(of.blocks);
      return of.kind === "list" ? listSource(of) : leaves(of.children);
    })
    .join("");

const inlineDepth = (pieces: readonly Inline[]): number =>
  Math.max(
    0,
    ...pieces.map((piece) => ("children" in piece ? 1 + inlineDepth(piece.children) : 0)),
  );
const listDepth = ({ items }: List): number =>
  1 +
  Math.max(
    0,
    ...items.map(({ children, lists }) => Math.max(inlineDepth(children), ...lists.map(listDepth))),
  );
const depthOf = (tree: MessageTree): number =>
  Math.max(
    0,
    ...tree.map((of): number => {
      if (of.kind === "quote") return 1 + depthOf(of.blocks);
      return of.kind === "list" ? listDepth(of) : inlineDepth(of.children);
    }),
  );

const MARKED: readonly (readonly [text: string, tree: string])[] = [
  ["*bold* and **bold**", "bold<bold> and bold<bold>"],
  ["_italic_, ~strike~ and ~~strike~~", "italic<italic>, strike<strike> and strike<strike>"],
  ["*bold _and italic_* _*both*_", "bold<bold italic<and italic>> italic<bold<both>>"],
  ["**a *b* c**", "bold<a bold<b> c>"],
  [
    "(*really*) “*well*” *Ben*'s *so*, *why?*",
    "(bold<really>) “bold<well>” bold<Ben>'s bold<so>, bold<why?>",
  ],
  ["`code` and ``a`b``", "code<code> and code<a`b>"],
  ["`*not bold*`", "code<*not bold*>"],
  ["🎉*Party*🎉", "🎉bold<Party>🎉"],
  ["*👍*", "bold<👍>"],
  ["这是*重要*的。", "这是bold<重要>的。"],
  ["*مرحبا* بك", "bold<مرحبا> بك"],
  ["*€5*", "bold<€5>"],
  ["*@ada*", "bold<@ada>"],
  ["*https://example.org/a_b_c*", "bold<link<https://example.org/a_b_c>>"],
  ["_ben@example.org_", "italic<link<ben@example.org>>"],
  ["*see https://example.org/x*", "bold<see link<https://example.org/x>>"],
  ["[the *guide*](https://example.org/a_(b)).", "link<the bold<guide> https://example.org/a_(b)>."],
  ["[a [b] c](https://example.org)", "link<a [b] c https://example.org/>"],
  ["*[a](https://example.org)*", "bold<link<a https://example.org/>>"],
  ["> said", "quote[said]"],
  ["> one\n> two\nanswer", "quote[one\ntwo]/answer"],
  ["> a\n>> b\n> c", "quote[a/quote[b]/c]"],
  ["> - a\n> - b", "quote[bullets[a|b]]"],
  ["Agenda:\n- one\n- *two*\n\nSee you", "Agenda:/bullets[one|bold<two>]/See you"],
  ["* one\n* two", "bullets[one|two]"],
  ["• one\n• two", "bullets[one|two]"],
  ["1. one\n2. two\n4. four", "numbers[1=one|2=two|4=four]"],
  ["3. c\n4. d", "numbers[3=c|4=d]"],
  ["- a\n  - b\n    - c\n- d", "bullets[abullets[bbullets[c]]|d]"],
  ["1. a\n   - b\n2. c", "numbers[1=abullets[b]|2=c]"],
  ["- a\n\n- b", "bullets[a\n|b]".replace("\n", "")],
  ["- a\n  goes on\n- b", "bullets[a\ngoes on|b]"],
  ["- a\n1. b", "bullets[a]/numbers[1=b]"],
  ["```\nlet *x* = 1;\n```", "code[let *x* = 1;]"],
  ["```js\nx\n\ny\n```", "code[x\n\ny]"],
  ["```one line```", "code[one line]"],
  ["```two\nlines```", "code[two\nlines]"],
  ["See:\n```\n- a\n```\n- b", "See:/code[- a]/bullets[b]"],
  ["> ```\n> a\n> ```", "quote[code[a]]"],
  ["see ```x``` and ```y```", "see code<x> and code<y>"],
];

test.each(MARKED)("FMT-1: %j is shown with its formatting", (text, tree) => {
  expect(shown(text)).toBe(tree);
  expect(sourceOf(parseMessage(text))).toBe(text);
  expect(hasFormatting(parseMessage(text))).toBe(true);
});

const UNMARKED: readonly string[] = [
  "2*3*4",
  "2 * 3 * 4 = 24",
  "snake_case_name and __init__",
  "a*b*c",
  "5* hotel, *terms apply",
  "**kwargs and *args",
  "(*args, **kwargs)",
  ":-) :-* ;-) *_* >_< -_- ^_^ haha ^_^",
  "¯\\_(ツ)_/¯",
  "(*^_^*)",
  "~5 min or ~10",
  "hello~ bye~",
  "it`s fine and that`s ok",
  "/usr/_local_/bin",
  "*.ts and *.js",
  "* * *",
  "**",
  "****",
  "_ _",
  "-> here",
  "->\n-",
  ">5 people",
  ">",
  "-",
  "- ",
  "1.",
  "12. May",
  "2026. A new year",
  "1.5 litres",
  "---",
  "```",
  "```\n```",
  "``` unclosed\ntext",
  "[label]",
  "[label] (here)",
  "[label](here)",
  "[](https://x)".replace("https://x", "x"),
  "*bold\nover lines*",
  "* ",
  "8) nice",
];

test.each(UNMARKED)("FMT-2: %j is shown as it was typed", (text) => {
  expect(shown(text)).toBe(text);
  expect(hasFormatting(parseMessage(text))).toBe(false);
  expect(plainTextOf(text)).toBe(text);
});

test("FMT-2: nothing within an address or a mention is a mark", () => {
  const texts = [
    "https://example.org/_a_/*b*/~c~?q=*d*",
    "ada_b_c@example.org",
    "see https://example.org/a_ and https://example.org/b_",
  ];
  for (const text of texts) expect(hasFormatting(parseMessage(text))).toBe(false);
  const mention = { kind: "mention", text: "@Max *Star* _M_", id: "max" } as const;
  const parts = [{ kind: "text", text: "Hi *" }, mention, { kind: "text", text: "*!" }] as const;
  const tree = parseParts(parts);
  expect(tree.map(block)).toEqual(["Hi bold<mention<@Max *Star* _M_>>!"]);
});

test("FMT-3: an address as the label of another stays text", () => {
  expect(shown("[https://bank.example](https://evil.example)")).toBe(
    "[link<https://bank.example>](link<https://evil.example>)",
  );
});

const FRAGMENTS = [
  "*",
  "**",
  "***",
  "_",
  "~",
  "~~",
  "`",
  "``",
  "```",
  ">",
  "> ",
  ">> ",
  "- ",
  "* ",
  "1. ",
  "2. ",
  "  ",
  "\t",
  "\n",
  "\r\n",
  "\u2028",
  "\u0085",
  " ",
  "a",
  "word",
  "重",
  "😀",
  "👍🏽",
  "\u200D",
  "\uFE0F",
  "\uD800",
  "\uDC00",
  "\u0000",
  "ß",
  "م",
  "@",
  "(",
  ")",
  "[",
  "](",
  "]",
  "https://example.org/a_b*",
  "www.example.org",
  "ada@example.org",
  ".",
  ",",
  "!",
  "\\",
  "<b>",
  "&amp;",
  "•",
  "12. ",
  "js",
] as const;
const messages = fc.oneof(
  fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 60 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 60 }),
);

test("FMT-4: the leaves of every text are its code points, each once, and its depth is bounded", () => {
  fc.assert(
    fc.property(messages, (text) => {
      const tree = parseMessage(text);
      expect(sourceOf(tree)).toBe(text);
      expect(depthOf(tree)).toBeLessThanOrEqual(2 * nestingMax + 8);
      expect(typeof plainText(tree)).toBe("string");
    }),
    { numRuns: 3_000 },
  );
});

test("FMT-4: mentions keep their place, wherever they are", () => {
  const part = fc.oneof(
    messages.map((text) => ({ kind: "text", text }) as const),
    messages.map((text) => ({ kind: "mention", text: `@${text}`, id: "ada" }) as const),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      expect(sourceOf(parseParts(parts))).toBe(parts.map(({ text }) => text).join(""));
    }),
    { numRuns: 1_000 },
  );
});

test("FMT-4: a text is never HTML", () => {
  fc.assert(
    fc.property(messages, (text) => {
      const visit = (value: unknown): void => {
        if (typeof value !== "object" || value === null) return;
        expect(Object.keys(value)).not.toContain("html");
        for (const inner of Object.values(value)) visit(inner);
      };
      visit(parseMessage(text));
    }),
    { numRuns: 200 },
  );
});

test("FMT-5: 10,000 nested quotes are quotes to the bound, and text beyond it", () => {
  const text = `${">".repeat(10_000)} a`;
  const tree = parseMessage(text);
  expect(depthOf(tree)).toBe(nestingMax);
  expect(sourceOf(tree)).toBe(text);
  expect(plainText(tree)).toBe(`${">".repeat(10_000 - nestingMax)} a`);
});

/** Texts that make a parser slow that reads a character again for every mark. */
const HOSTILE: Readonly<Record<string, (size: number) => string>> = {
  "opening marks": (size) => "*a ".repeat(size / 3),
  "all kinds of marks": (size) => "*a _b ~c **d ~~e ".repeat(size / 17),
  backticks: (size) => Array.from({ length: Math.sqrt(size) }, (_, at) => "`".repeat(at)).join(" "),
  "pairs of backticks": (size) => "`a".repeat(size / 2),
  brackets: (size) => "[".repeat(size),
  "brackets and addresses": (size) => "[a](https://a.b ".repeat(size / 16),
  labels: (size) => `${"[".repeat(size / 2)}${"a](http://b.c)".repeat(size / 28)}`,
  "lines of quotes": (size) => ">\n".repeat(size / 2),
  "nested quotes": (size) => `${">".repeat(50)} a\n`.repeat(size / 53),
  fences: (size) => "```\n".repeat(size / 4),
  "opened fences": (size) => "```a\n".repeat(size / 5),
  "items and blank lines": (size) => "- a\n\n\n\n".repeat(size / 7),
  "blank lines": (size) => `- a${"\n".repeat(size)}x`,
  "short lines": (size) => "a\n".repeat(size / 2),
  "deep items": (size) =>
    Array.from({ length: Math.sqrt(size) }, (_, at) => `${" ".repeat(at)}- a`).join("\n"),
  addresses: (size) => "https://a.b/c ".repeat(size / 14),
  spaces: (size) => " ".repeat(size),
};

test.each(Object.keys(HOSTILE))("FMT-5: the time for %s is linear in their length", (name) => {
  const make = HOSTILE[name] ?? (() => "");
  const text = `${make(64 * limits.bodyMax)}*end*`;
  const before = process.cpuUsage();
  parseMessage(text);
  // About 0.1 s of processor time, which other processes do not affect. Quadratic time would be minutes.
  expect((process.cpuUsage(before).user + process.cpuUsage(before).system) / 1e6).toBeLessThan(3);
});

test("FMT-6: the words of a message are its text without marks", () => {
  expect(plainTextOf("*Hi* _you_, ~no~ `yes` **so**")).toBe("Hi you, no yes so");
  expect(plainTextOf("Agenda:\n- one\n- *two*\n1. three")).toBe("Agenda:\n• one\n• two\n1. three");
  expect(plainTextOf("> said\nanswer")).toBe("said\nanswer");
  expect(plainTextOf("```js\ncode\n```")).toBe("code");
  expect(plainTextOf("[the guide](https://example.org)!")).toBe("the guide!");
});

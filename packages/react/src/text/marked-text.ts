import { UNSPACED } from "@parley/contract/folding";

/** How a run of text is formatted. */
interface Style {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly strike: boolean;
  readonly code: boolean;
  readonly href: string | null;
}

interface Run extends Style {
  readonly text: string;
}

/** A line that is being collected, and what precedes its first character. */
interface Line {
  readonly prefix: string;
  readonly runs: Run[];
}

interface Place {
  readonly style: Style;
  /** Before each line: the marks of quotes, and the indent of lists. */
  readonly prefix: string;
  readonly isPreformatted: boolean;
  readonly depth: number;
}

const PLAIN: Style = { bold: false, italic: false, strike: false, code: false, href: null };
const BLOCKS = new Set(
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DIV DL DT FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION TABLE TR UL".split(
    " ",
  ),
);
const SKIPPED = new Set(
  "HEAD LINK META NOSCRIPT OBJECT SCRIPT STYLE TEMPLATE TITLE SVG MATH IFRAME".split(" "),
);
const HEADING = /^H[1-6]$/u;
const INNER_WORD = new RegExp(`[[\\p{L}\\p{N}\\p{M}]--[${UNSPACED}]]`, "v");
/** The depth of elements that is read. What is deeper is left out: no document of a person is. */
const DEPTH_MAX = 200;

function styleOf(element: HTMLElement, style: Style): Style {
  const { tagName } = element;
  const weight = element.style.fontWeight;
  const isBoldTag = tagName === "B" || tagName === "STRONG" || HEADING.test(tagName);
  const isHeavy = weight === "bold" || weight === "bolder" || Number(weight) >= 600;
  const isLight =
    weight === "normal" || weight === "lighter" || (weight !== "" && Number(weight) < 600);
  const decoration = `${element.style.textDecoration} ${element.style.textDecorationLine}`;
  const href = tagName === "A" ? element.getAttribute("href") : null;
  return {
    // Google Docs puts everything into a <b> of normal weight.
    bold: isLight ? false : style.bold || isBoldTag || isHeavy,
    italic:
      element.style.fontStyle === "normal"
        ? false
        : style.italic ||
          tagName === "I" ||
          tagName === "EM" ||
          element.style.fontStyle === "italic",
    strike:
      style.strike ||
      tagName === "S" ||
      tagName === "DEL" ||
      tagName === "STRIKE" ||
      decoration.includes("line-through"),
    code:
      style.code ||
      tagName === "CODE" ||
      tagName === "KBD" ||
      tagName === "SAMP" ||
      tagName === "TT",
    href: href !== null && /^(?:https?|mailto):/iu.test(href) ? href : style.href,
  };
}

/** The mark of an item of a list of Word, which it writes as a paragraph; null if it is none. */
function wordMark(element: HTMLElement): { readonly mark: string; readonly depth: number } | null {
  const listed = /mso-list:\s*\S+\s+level(\d)/u.exec(element.getAttribute("style") ?? "");
  if (listed === null) return null;
  const ignored = [...element.querySelectorAll<HTMLElement>("span")].find((span) =>
    /mso-list:\s*ignore/iu.test(span.getAttribute("style") ?? ""),
  );
  const number = /^\s*(\d{1,3})[.)]/u.exec(ignored?.textContent ?? "");
  ignored?.remove();
  return { mark: number === null ? "- " : `${number[1]}. `, depth: Number(listed[1]) - 1 };
}

class Collector {
  readonly lines: Line[] = [];
  #line: Line | null = null;
  /** Blank lines before the next one. */
  #gap = 0;

  breakLine() {
    if (this.#line !== null) this.lines.push(this.#line);
    this.#line = null;
  }

  gap() {
    this.breakLine();
    if (this.lines.length > 0) this.#gap = 1;
  }

  begin(prefix: string) {
    this.breakLine();
    if (this.#gap > 0) this.lines.push({ prefix: "", runs: [] });
    this.#gap = 0;
    this.#line = { prefix, runs: [] };
  }

  add(text: string, { style, prefix }: Place) {
    if (this.#line === null) {
      if (text.trim() === "") return;
      this.begin(prefix);
    }
    this.#line?.runs.push({ ...style, text });
  }
}

function isItem(element: HTMLElement) {
  return element.tagName === "LI";
}

function read(node: Node, to: Collector, place: Place): void {
  if (place.depth > DEPTH_MAX) return;
  if (node.nodeType === Node.TEXT_NODE) {
    const text = node.nodeValue ?? "";
    if (!place.isPreformatted) return to.add(text.replaceAll(/[\s\u00A0]+/gu, " "), place);
    for (const [at, line] of text.split(/\r\n?|\n/u).entries()) {
      if (at > 0) to.begin(place.prefix);
      if (line !== "") to.add(line, place);
    }
    return;
  }
  if (!(node instanceof HTMLElement) || SKIPPED.has(node.tagName)) return;
  readElement(node, to, place);
}

function readElement(element: HTMLElement, to: Collector, place: Place): void {
  const { tagName } = element;
  const style = place.isPreformatted ? PLAIN : styleOf(element, place.style);
  const children = (inner: Place) => {
    for (const child of element.childNodes) read(child, to, { ...inner, depth: place.depth + 1 });
  };
  if (tagName === "BR") return to.begin(place.prefix);
  if (!BLOCKS.has(tagName)) {
    children({ ...place, style });
    if (tagName === "TD" || tagName === "TH") to.add(" ", { ...place, style: PLAIN });
    return;
  }
  const listed = wordMark(element);
  const isParagraph =
    tagName === "P" || HEADING.test(tagName) || tagName === "PRE" || tagName === "BLOCKQUOTE";
  const isInItem = element.parentElement?.tagName === "LI";
  if (isParagraph && listed === null && !isInItem) to.gap();
  else if (!isInItem || tagName === "UL" || tagName === "OL") to.breakLine();
  if (listed !== null) {
    to.begin(`${place.prefix}${"  ".repeat(listed.depth)}${listed.mark}`);
    children({ ...place, style });
    return to.breakLine();
  }
  if (isItem(element)) {
    const list = element.parentElement;
    const isNumbered = list?.tagName === "OL";
    const at = [...(list?.children ?? [])]
      .filter((child) => child.tagName === "LI")
      .indexOf(element);
    const first = isNumbered ? Number(list?.getAttribute("start") ?? 1) || 1 : 0;
    to.begin(`${place.prefix}${isNumbered ? `${first + at}. ` : "- "}`);
    children({ ...place, style, prefix: `${place.prefix}  ` });
    return to.breakLine();
  }
  switch (tagName) {
    case "BLOCKQUOTE":
      children({ ...place, style, prefix: `${place.prefix}> ` });
      break;
    case "PRE":
      to.begin(place.prefix);
      to.add("```", { ...place, style: PLAIN });
      to.begin(place.prefix);
      children({ ...place, style: PLAIN, isPreformatted: true });
      to.begin(place.prefix);
      to.add("```", { ...place, style: PLAIN });
      break;
    default:
      children({ ...place, style });
  }
  if (isParagraph && !isInItem) to.gap();
  else to.breakLine();
}

const isSame = (one: Run, other: Run) =>
  one.bold === other.bold &&
  one.italic === other.italic &&
  one.strike === other.strike &&
  one.code === other.code &&
  one.href === other.href;

/** A run with its marks, without those that would be within a word. */
function marked(run: Run, before: string, after: string): string {
  const [, lead = "", core = "", trail = ""] = /^(\s*)(.*?)(\s*)$/u.exec(run.text) ?? [];
  if (core === "") return run.text;
  const isInWord =
    (lead === "" && INNER_WORD.test(before)) || (trail === "" && INNER_WORD.test(after));
  let text = core;
  if (run.href !== null && run.href !== core && !/^(?:https?:|mailto:|www\.)/iu.test(core))
    text =
      /[[\]()\s]/u.test(run.href) || /[[\]]/u.test(core)
        ? `${core} (${run.href})`
        : `[${core}](${run.href})`;
  if (!isInWord) {
    if (run.code && !text.includes("`")) text = `\`${text}\``;
    if (run.strike) text = `~${text}~`;
    if (run.italic) text = `_${text}_`;
    if (run.bold) text = `*${text}*`;
  }
  return lead + text + trail;
}

function lineText({ prefix, runs }: Line): string {
  const merged: Run[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (last !== undefined && isSame(last, run))
      merged.splice(-1, 1, { ...last, text: last.text + run.text });
    else merged.push(run);
  }
  const text = merged
    .map((run, at) =>
      marked(run, merged[at - 1]?.text.at(-1) ?? "", merged[at + 1]?.text.at(0) ?? ""),
    )
    .join("");
  const isCode = merged.length === 1 && !merged[0]?.bold;
  return (prefix + (isCode ? text : text.replaceAll(/ {2,}/gu, " "))).trimEnd();
}

/** Whether HTML has anything that marks can express. */
const HAS_FORMAT =
  /<(?:b|strong|i|em|s|del|strike|code|pre|blockquote|ul|ol|h[1-6])\b|<a\b[^>]*\bhref|font-weight:\s*(?:bold|[6-9]00)|font-style:\s*italic|line-through|mso-list/iu;

/**
 * The text of copied HTML with its lists, links and emphasis as marks; null if it has none. The HTML is parsed into a
 * document of its own, which runs and loads nothing, and only texts and attributes of it are read.
 */
export function markedText(html: string): string | null {
  if (!HAS_FORMAT.test(html)) return null;
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const lines = new Collector();
  read(body, lines, { style: PLAIN, prefix: "", isPreformatted: false, depth: 0 });
  lines.breakLine();
  return lines.lines
    .map(lineText)
    .join("\n")
    .replaceAll(/\n{3,}/gu, "\n\n")
    .trim();
}

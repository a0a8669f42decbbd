/*
 * The text of a mail that has only HTML. It is never shown as HTML, so this need not be a browser: tags become line breaks,
 * and quoted parts are marked as in a text mail or end it.
 */

const BREAKS = new Set([
  "br",
  "p",
  "div",
  "tr",
  "li",
  "ul",
  "ol",
  "table",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "pre",
  "hr",
  "blockquote",
  "section",
]);
const HIDDEN = new Set(["style", "script", "head", "title", "template"]);
/** Containers in which programs put the mail that is answered. */
const QUOTED =
  /\b(?:gmail_quote|gmail_attr|gmail_extra|yahoo_quoted|moz-cite-prefix|divRplyFwdMsg|appendonsend|mail-editor-reference-message-container|ms-outlook-mobile-reference-message|protonmail_quote|zmail_extra|tutanota_quote)\b/;
const NAME = /^\/?([a-z][a-z\d]*)/;
const MAX_TAG = 2_000;

const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u{a0}",
  zwnj: "\u{200c}",
  zwj: "\u{200d}",
  lrm: "\u{200e}",
  rlm: "\u{200f}",
  auml: "ä",
  ouml: "ö",
  uuml: "ü",
  Auml: "Ä",
  Ouml: "Ö",
  Uuml: "Ü",
  szlig: "ß",
  eacute: "é",
  egrave: "è",
  ecirc: "ê",
  agrave: "à",
  aacute: "á",
  iacute: "í",
  oacute: "ó",
  uacute: "ú",
  ntilde: "ñ",
  ccedil: "ç",
  iquest: "¿",
  iexcl: "¡",
  hellip: "…",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  bdquo: "„",
  laquo: "«",
  raquo: "»",
  euro: "€",
  copy: "©",
  bull: "•",
};

const decodePoint = (point: number) =>
  point > 0x10_ff_ff || (point >= 0xd8_00 && point <= 0xdf_ff)
    ? "\u{fffd}"
    : String.fromCodePoint(point);

function decodeEntity(entity: string): string {
  const name = entity.slice(1, -1);
  if (/^#x/i.test(name)) return decodePoint(Number.parseInt(name.slice(2), 16));
  return name.startsWith("#") ? decodePoint(Number(name.slice(1))) : (named[name] ?? entity);
}

const decodeEntities = (text: string) =>
  text.replaceAll(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});/gi, decodeEntity);

/** Collects text, with `>` before the lines of quoted parts. */
class TextWriter {
  readonly #parts: string[] = [];
  /** Line breaks at the end of what is written. */
  #breaks = 2;
  depth = 0;

  write(text: string) {
    const shown = this.#breaks > 0 ? text.trimStart() : text;
    if (shown === "") return;
    if (this.#breaks > 0 && this.depth > 0)
      this.#parts.push(`${">".repeat(Math.min(this.depth, 9))} `);
    this.#parts.push(decodeEntities(shown));
    this.#breaks = 0;
  }
  /** Ends the line, and with `2` the paragraph. */
  breakTo(breaks: 1 | 2) {
    while (this.#breaks < breaks) this.breakLine();
  }
  breakLine() {
    if (this.#breaks > 0 && this.depth > 0) this.#parts.push(">");
    this.#parts.push("\n");
    this.#breaks += 1;
  }
  text() {
    return this.#parts.join("");
  }
}

/** The text of an HTML mail, with `>` before quoted lines, up to a part that is quoted as a whole. */
export function htmlToText(html: string): string {
  const lower = html.toLowerCase();
  const out = new TextWriter();
  let place = 0;
  while (place < html.length) {
    const open = html.indexOf("<", place);
    out.write(html.slice(place, open === -1 ? html.length : open).replaceAll(/[\t\n\r ]+/g, " "));
    if (open === -1) break;
    const isComment = html.startsWith("<!--", open);
    const close = html.indexOf(isComment ? "-->" : ">", open);
    if (close === -1) break;
    place = close + (isComment ? 3 : 1);
    if (isComment) continue;
    const tag = html.slice(open + 1, Math.min(close, open + MAX_TAG));
    const name = NAME.exec(tag.toLowerCase())?.[1] ?? "";
    const isEnd = tag.startsWith("/");
    if (!isEnd && QUOTED.test(tag)) break;
    if (HIDDEN.has(name) && !isEnd) {
      const end = lower.indexOf(`</${name}`, place);
      if (end === -1) break;
      place = end;
    } else if (name === "br") out.breakLine();
    else if (BREAKS.has(name)) {
      out.breakTo(name === "p" && isEnd ? 2 : 1);
      if (name === "blockquote") out.depth = Math.max(0, out.depth + (isEnd ? -1 : 1));
    }
  }
  return out.text();
}

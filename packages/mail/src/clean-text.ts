/** Controls, line separators and invisible format characters that have no place in a line of a header. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u{200b}\u{2060}\u{feff}]+/gu;
/** Embeddings, overrides and isolates: they would reorder what follows the name. */
const BIDI_CONTROLS = /[\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu;
/** No script stacks more marks on a letter than four. */
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;
const CONTROLS_IN_TEXT = /[^\P{Cc}\n\t]/gu;

/** The first code points of a text, with an ellipsis if it is longer. */
export function clip(text: string, max: number): string {
  // A code point has at most two units, so the rest need not be counted.
  const points = [...text.slice(0, 2 * max + 2)];
  return points.length <= max
    ? text
    : `${points
        .slice(0, max - 1)
        .join("")
        .trimEnd()}…`;
}

/** A name or subject as one line of at most `max` code points, without controls and without stacks of marks. */
export const cleanLine = (text: string, max: number): string =>
  clip(
    text
      .toWellFormed()
      .replaceAll(UNPRINTABLE, " ")
      .replaceAll(BIDI_CONTROLS, "")
      .replaceAll(STACKED_MARKS, "$1")
      .replaceAll(/\s+/gu, " ")
      .trim(),
    max,
  );

const ADDRESS = /(?:"[^"]*"|[^\s<>()[\],;:"']+)@[^\s<>()[\],;:"']+/gu;

/** What another server says about a failure, as one line without e-mail addresses, for a log. */
export const cleanDetail = (text: string, max: number): string =>
  // Of a very long text only its beginning is read.
  cleanLine(text.slice(0, 4 * max).replaceAll(ADDRESS, "(address)"), max);

/** A message's text with `\n` between lines, without controls and without stacks of marks. */
export const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?|[\v\f\u0085\p{Zl}\p{Zp}]/gu, "\n")
    .replaceAll(CONTROLS_IN_TEXT, "")
    .replaceAll(STACKED_MARKS, "$1")
    .trim();

const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const LEFT_TO_RIGHT =
  /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Devanagari}\d]/u;

/** The name with isolates around it if its letters run against the direction of the sentence. Programs show them as nothing. */
export function isolate(name: string, direction: "ltr" | "rtl"): string {
  const against = direction === "ltr" ? RIGHT_TO_LEFT : LEFT_TO_RIGHT;
  return against.test(name) ? `\u{2068}${name}\u{2069}` : name;
}

/**
 * A text in which every line break is one that a browser renders: also CR, VT, FF, NEL and Unicode's two separators.
 */
export const withLineBreaks = (text: string): string =>
  text.replaceAll(/\r\n?|[\v\f\u0085\u2028\u2029]/gu, "\n");

/** At most `max` units of a text on one line: every line break separates words, also those that a browser does not render. */
export const onOneLine = (text: string, max: number = text.length): string =>
  text.slice(0, max).replaceAll(/[\s\u0085]+/gu, " ");

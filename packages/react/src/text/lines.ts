/**
 * A text in which every line break is one that a browser renders: also CR, VT, FF, NEL and Unicode's two separators.
 */
export const withLineBreaks = (text: string): string =>
  text.replaceAll(/\r\n?|[\v\f\u0085\u2028\u2029]/gu, "\n");

/** A text in which every break of a line is one that a browser shows: CR, VT, FF, NEL and the two of Unicode's own too. */
export const withLineBreaks = (text: string): string =>
  text.replaceAll(/\r\n?|[\v\f\u0085\u2028\u2029]/gu, "\n");

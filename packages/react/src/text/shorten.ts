/** Above these a text is folded: about one screen. */
const CHARACTERS_MAX = 1_400;
const LINES_MAX = 24;

/** The length of the visible part of a folded text; the whole if it is only a little longer. */
export function foldedLength(text: string): number {
  let end = Math.min(text.length, CHARACTERS_MAX);
  for (let at = -1, lines = 0; lines < LINES_MAX; lines += 1) {
    at = text.indexOf("\n", at + 1);
    if (at === -1 || at >= end) break;
    if (lines === LINES_MAX - 1) end = at;
  }
  // A little more than the limit is shown unfolded: folding has to be worth a click.
  if (text.length - end < CHARACTERS_MAX / 4 && text.slice(end).split("\n").length <= 6)
    return text.length;
  // Not within a word, if there is a space near.
  const blank = text.lastIndexOf(" ", end);
  return blank > end - 80 ? blank : wholeCharacters(text, end);
}

/** Never between the halves of a surrogate pair. */
function wholeCharacters(text: string, end: number): number {
  const segments = new Intl.Segmenter(undefined, { granularity: "grapheme" });
  const found = segments.segment(text).containing(end);
  return found?.index ?? end;
}

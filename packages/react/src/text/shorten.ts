/** Above these a text is folded: about what fills a screen. */
const CHARACTERS_MAX = 1_400;
const LINES_MAX = 24;

/** How much of a text stands there while it is folded; the whole of it where that is not much more. */
export function foldedLength(text: string): number {
  let end = Math.min(text.length, CHARACTERS_MAX);
  for (let at = -1, lines = 0; lines < LINES_MAX; lines += 1) {
    at = text.indexOf("\n", at + 1);
    if (at === -1 || at >= end) break;
    if (lines === LINES_MAX - 1) end = at;
  }
  // A little more than fits is shown as it is: unfolding has to be worth a press.
  if (text.length - end < CHARACTERS_MAX / 4 && text.slice(end).split("\n").length <= 6)
    return text.length;
  // Not within a word, where there is a blank near.
  const blank = text.lastIndexOf(" ", end);
  return blank > end - 80 ? blank : wholeCharacters(text, end);
}

/** No end between the halves of one character. */
function wholeCharacters(text: string, end: number): number {
  const segments = new Intl.Segmenter(undefined, { granularity: "grapheme" });
  const found = segments.segment(text).containing(end);
  return found?.index ?? end;
}

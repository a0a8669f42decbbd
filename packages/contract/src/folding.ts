/**
 * How texts are compared wherever users search: messages, people, groups, mentions. Server and browser use only these
 * functions, so that both find the same; SQL compares their stored results. A change of what `fold` returns increments
 * `FOLD_VERSION`, and stored folds are computed again.
 *
 * - No locale: case is Unicode's, and ı, İ, I and i are one letter, as are ß and ss, σ and ς.
 * - Accents, points and vowel marks of Latin, Greek, Cyrillic, Arabic, Hebrew and Syriac are ignored, and so is a
 *   nukta. Vowel signs and tones of other scripts are letters. й is a letter: it is on every Cyrillic keyboard.
 * - Spellings of one word that differ by keyboard are equal: ӏ (palochka) is i, Armenian ւ is վ, Bengali ৎ is ত্, Thai
 *   แ is เเ, and a tone typed before or after the ring of ำ is the same. 髙, 﨑 and 𠮷 are 高, 崎 and 吉, as in names.
 * - A letter that Unicode names after another one ("L with stroke", "open E") is that letter if Unicode does not
 *   decompose it; æ, œ, þ, ŋ, ĸ and ə are what people type instead.
 * - Hiragana and katakana are equal, as in Chrome's search and Unicode's collation (the reading of a name is typed in
 *   hiragana); が and か, や and ゃ are not.
 * - Forms of one letter are equal: full and half width, presentation forms, final forms, Arabic and Persian yeh, kaf
 *   and heh, alef with and without hamza. Digits of all scripts are 0 to 9.
 * - Quotes, apostrophes (` is one), dashes, spaces, and the stops, commas, question marks and decimal separators of
 *   other scripts equal those of an English keyboard; Armenian marks of tone, which are written in a word, are
 *   ignored. A dot in the middle of a name is one dot, and a run of dashes is one.
 * - Invisible characters and tatweel are ignored. Of emoji, selectors and joiners are removed; tones and flags stay.
 */
export const FOLD_VERSION = 3;

/** Replacements applied after normalization, removal of marks, and case folding. */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  a: "ɐɑɒᴀᶏᶐⱥꬰꭤꬱꞻ",
  aa: "ꜳ",
  ae: "æᴁᴂꞛ",
  ao: "ꜵ",
  au: "ꜷ",
  av: "ꜹꜻ",
  ay: "ꜽ",
  b: "ƀƃɓʙᴃᵬᶀꞗꞵ",
  c: "ƈȼɕʗᴄↄꜿꞓꞔ𝼏𝼝",
  d: "ðđƌȡɖɗᴅᴆᵭᶁᶑꝺꟈẟ𝼥",
  db: "ȸ",
  dz: "ʣʥꭦʤ𝼒𝼙",
  e: "ǝɇɘəɚɛɜɝɞʚᴇᴈᶒᶓᶔᶕⱸⱻꬲꬳꬴ",
  et: "ꝫ",
  f: "ƒᵮᶂꜰꝼꞙꬵꟻⅎ",
  g: "ƣǥȝɠɡɢɣʛᵷᵹᶃꝿꞡꟑꬶ𝼁𝼂",
  h: "ħɥɦɧʜʮʯⱨⱶꜧꞕꟶ",
  hv: "ƕ",
  i: "ıӏɨɩɪᴉᵻᵼᶖ𝼚ꞽꟾ",
  is: "ꝭ",
  j: "ȷɉɟʄʝᴊ",
  k: "ƙʞᴋᶄⱪꝁꝃꝅꞣ𝼃𝼐",
  l: "łƚȴɫɬɭʟᴌᶅⱡꝇꝉꞁꞎꬷꬸꬹ𝼄𝼑𝼓𝼦",
  ll: "ỻ",
  ls: "ʪ",
  lz: "ʫɮ𝼅",
  m: "ɯɰɱᴍᴟᵯᶆꟺꬺꟽꟿ",
  n: "ŋƞȵɲɳɴᴎᵰᶇꞑꞥꬻꬼ𝼇𝼔𝼧",
  o: "øɔɤɵᴏᴐᴑᴒᴓᴖᴗᶗⱺꝋꝍꟁꬽꬾꬿ𝼛ꭃꭄ",
  oe: "œɶᴔꞝꭀꭁꭂꭢ",
  oo: "ꝏ",
  ou: "ȣᴕ",
  p: "ƥᴘᵱᵽᶈꝑꝓꝕꟼ",
  q: "ĸɋʠꝗꝙꞯ",
  qp: "ȹ",
  r: "ɍɹɺɻɼɽɾɿʀʁᴙᴚᵲᵳᶉⱹꝛꞃꞧꭅꭆꭇꭈꭉꭊꭋꭌꭨ𝼈𝼕𝼖𝼨",
  s: "ȿʂʃʅʆᵴᶊᶋᶘẜẝꜱꞅꞩꟊꟍꟗꟙꭍƪ𝼋𝼌𝼞𝼩",
  ss: "ß",
  t: "ŧƫƭȶʇʈᴛᵵⱦꞇ𝼉𝼍𝼪",
  tc: "ʨ",
  th: "þᵺꝥꝧꟓ",
  ts: "ʦꭧʧ𝼗𝼜",
  tz: "ꜩ",
  u: "ʉʊᴜᴝᴞᵾᵿᶙꞹꭎꭏꭒꞿ",
  ue: "ᵫꞟ",
  ui: "ꭐꭑ",
  um: "ꝸ",
  uo: "ꭣ",
  v: "ʋʌᴠᶌỽⱱⱴꝟꝩ",
  vy: "ꝡ",
  w: "ƿʍᴡⱳꟃꟕ",
  x: "ᶍꭖꭗꭘꭙ",
  y: "ƴɏʎʏỿꭚ𝼆",
  z: "ƶƺƹȥɀʐʑʒʓᴢᴣᵶᶎᶚⱬꝣ𝼘",
  σ: "ς",
  а: "ә",
  г: "ґғҕӷӻ",
  ж: "җ",
  з: "ҙ",
  й: "ҋ",
  к: "қҝҟӄ",
  л: "ӆԓԡԯ",
  м: "ӎ",
  н: "ңҥӈӊԣԩ",
  о: "ө",
  п: "ҧԥ",
  р: "ҏ",
  с: "ҫ",
  т: "ҭꚋ",
  у: "үұ",
  х: "ҳӽӿ",
  ч: "ҷҹ",
  כ: "ך",
  מ: "ם",
  נ: "ן",
  פ: "ף",
  צ: "ץ",
  וו: "װ",
  וי: "ױ",
  יי: "ײ",
  ا: "ٱ",
  ه: "ةەہھۃ",
  ي: "یى",
  ك: "ک",
  վ: "ւ",
  "\u09A4\u09CD": "\u09CE",
  // Thai and Lao: the double vowel is typed as two, and looks the same.
  "\u0E40\u0E40": "\u0E41",
  "\u0EC0\u0EC0": "\u0EC1",
  高: "髙",
  崎: "﨑",
  吉: "𠮷",
  // Malayalam chillu letters, which older keyboards write as a letter, a virama and a joiner.
  "\u0D23\u0D4D": "\u0D7A",
  "\u0D28\u0D4D": "\u0D7B",
  "\u0D30\u0D4D": "\u0D7C",
  "\u0D32\u0D4D": "\u0D7D",
  "\u0D33\u0D4D": "\u0D7E",
  "\u0D15\u0D4D": "\u0D7F",
  "'": "`‘’‚‛′‵ʹʻʼʽʾʿˈ´΄᾽᾿῾՚׳ꞌꜣꜥ❛❜‹›",
  '"': "“”„‟″‶״〝〞〟❝❞«»ʺˮ",
  "-": "˗⁃−",
  "/": "⁄∕",
  "*": "∗٭",
  "~": "˜∼〜⁓",
  "|": "∣",
  ":": "∶꞉",
  "·": "‧⋅•∙・ꞏᐧ⸱",
  ".": "。۔।٫։።᠃᙮꓿꘎",
  "...": "⋯",
  ",": "،、٬፣՝߸᠂⹁꓾꘍",
  ";": "؛፤⁏",
  "?": "؟⸮፧꘏",
  "!": "߹",
  "%": "٪",
};

const replacements = new Map(
  Object.entries(REPLACEMENTS).flatMap(([to, letters]) =>
    [...letters].map((letter) => [letter, to] as const),
  ),
);

/** Invisible characters, and Armenian's marks of tone within a word. Tags are part of a flag if they follow the black one. */
const INVISIBLE =
  /(?<!\u{1F3F4}[\u{E0020}-\u{E007F}]*)[\u{E0020}-\u{E007F}]|[[\p{Default_Ignorable_Code_Point}\p{Cc}\u0640\u07FA\u055B\u055C\u055E\uFFF9-\uFFFB]--[\p{White_Space}\u{E0020}-\u{E007F}]]/gv;

/** Marks that are ignored: not iota subscript, voicing marks of kana or the keycap; й and ≠ are not и and =. */
const MARKS =
  /[[\p{M}&&[\p{sc=Inherited}\p{sc=Common}\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Coptic}\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}]]--[\u0306\u0338\u0345\u20E3\u3099\u309A]]|(?<![иИ\p{Sm}])[\u0306\u0338]|[\u093C\u09BC\u0A3C\u0ABC\u0B3C\u0C3C\u0CBC\u1B34\u1BE6\u1C37\uA9B3\u{110BA}\u{11173}\u{111CA}\u{11236}\u{112E9}\u{1133B}\u{1133C}\u{11446}\u{114C3}\u{115C0}\u{116B7}\u{1183A}\u{11943}\u{11D42}\u{1E94A}]/gv;

/** Every character that may be replaced; in ASCII only the apostrophe. */
const CHANGING = new RegExp(
  String.raw`[[\p{Changes_When_NFKC_Casefolded}\p{Nd}\p{Pd}\p{White_Space}\u30A1-\u30F6\u30FD\u30FE${[...replacements.keys()].join("")}]--[\0-\x5F\x61-\x7F]]`,
  "gv",
);

const WHITE_SPACE = /^\p{White_Space}$/u;
const DIGIT = /^\p{Nd}$/u;
const DASH = /^\p{Pd}$/u;
const KATAKANA = /^[\u30A1-\u30F6\u30FD\u30FE]$/u;
/** Isolated Hangul letters: decomposed they would form syllables with their neighbours. */
const LONE_JAMO = /^[\u3131-\u318E\uFFA1-\uFFDC]$/u;

const KANA_DISTANCE = 0x60;

/** Digits come in tens, so the value of one is its distance from the first of its row. */
function digitOf(codePoint: number): string {
  let value = 0;
  while (value < 9 && DIGIT.test(String.fromCodePoint(codePoint - value - 1))) value += 1;
  return String(value);
}

function foldCharacter(character: string): string {
  const replacement = replacements.get(character);
  if (replacement !== undefined) return replacement;
  if (WHITE_SPACE.test(character)) return " ";
  if (DASH.test(character)) return "-";
  const codePoint = character.codePointAt(0) ?? 0;
  if (KATAKANA.test(character)) return String.fromCodePoint(codePoint - KANA_DISTANCE);
  if (LONE_JAMO.test(character)) return character;
  const plain = character.normalize("NFKD");
  // An isolated accent would become a space.
  if (plain.startsWith(" ")) return character;
  if (plain !== character) return foldDecomposed(plain);
  return DIGIT.test(character) ? digitOf(codePoint) : character.toUpperCase().toLowerCase();
}

const foldDecomposed = (text: string): string =>
  text
    .replaceAll(INVISIBLE, "")
    .replaceAll(MARKS, "")
    .toLowerCase()
    .replaceAll(CHANGING, foldCharacter)
    .replaceAll(TONES_AND_RING, withRingFirst);

/** Fast path for most texts: only the case and the dashes can change. */
const KEYBOARD_ASCII = /^[\t-\r\x20-\x5F\x61-\x7E]*$/;

/** Tones and the ring of a Thai or Lao am, in the order in which they were typed. */
const TONES_AND_RING = /[\u0E48-\u0E4B\u0E4D]{2,}|[\u0EC8-\u0ECB\u0ECD]{2,}/g;
const withRingFirst = (marks: string) =>
  marks.replaceAll(/[^\u0E4D\u0ECD]/g, "") + marks.replaceAll(/[\u0E4D\u0ECD]/g, "");

const withSingleDashes = (text: string) =>
  text.includes("--") ? text.replaceAll(/-{2,}/g, "-") : text;

/**
 * Returns the form of a text that is compared. Idempotent; the fold of a part of a text, cut between graphemes, is a
 * part of the fold of the text.
 */
export const fold = (text: string): string =>
  withSingleDashes(
    KEYBOARD_ASCII.test(text)
      ? text.toLowerCase()
      : // Invisible characters first: between two marks they prevent canonical ordering.
        foldDecomposed(text.replaceAll(INVISIBLE, "").normalize("NFD")).normalize("NFC"),
  );

/** The words of a text, folded. */
export const foldWords = (text: string): string[] =>
  fold(text)
    .split(/\p{White_Space}+/u)
    .filter((word) => word !== "");

/**
 * Whether a text contains each word of a search. An empty search matches everything, one that folds to nothing matches
 * nothing.
 */
export function hasWords(text: string, search: string): boolean {
  const words = foldWords(search);
  if (words.length === 0) return search.trim() === "";
  const folded = fold(text);
  return words.every((word) => folded.includes(word));
}

/** A range of a text, from `start` to before `end`, in UTF-16 units. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Pieces that fold the same alone and in their text: ASCII letters, a run of dashes, or a character with its combining
 * marks.
 */
const PIECES =
  /(?<ascii>[\t-\r\x20-\x2C\x2E-\x7E]+(?![\p{M}\p{Default_Ignorable_Code_Point}]))|(?:[[\p{Pd}˗⁃−]--[〜]][\p{M}\p{Default_Ignorable_Code_Point}]*)+|[\s\S][\p{M}\p{Default_Ignorable_Code_Point}\u0E33\u0EB3\u1160-\u11FF\uD7B0-\uD7FB\uFF9E\uFF9F\p{Emoji_Modifier}]*/gv;

/** A folded text, and the source position of each unit. A piece may fold to several units, or to none. */
function foldWithOrigins(text: string): { folded: string; origins: readonly Stretch[] } {
  const known = new Map<string, string>();
  let folded = "";
  const origins: Stretch[] = [];
  for (const { 0: piece, index: start, groups } of text.matchAll(PIECES)) {
    const plain = known.get(piece) ?? fold(piece);
    known.set(piece, plain);
    const isAscii = groups?.["ascii"] !== undefined;
    folded += plain;
    for (let unit = 0; unit < plain.length; unit += 1) {
      origins.push(
        isAscii
          ? { start: start + unit, end: start + unit + 1 }
          : { start, end: start + piece.length },
      );
    }
  }
  return { folded, origins };
}

const characters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Whether there is a grapheme boundary here, as far as two ASCII characters can tell. */
const isBetweenAscii = (text: string, at: number) =>
  (at === 0 || text.charCodeAt(at - 1) < 0x80) &&
  (at === text.length || text.charCodeAt(at) < 0x80);

/** A range extended to grapheme boundaries. */
function whole(segments: Intl.Segments, text: string, { start, end }: Stretch): Stretch {
  const first = isBetweenAscii(text, start) ? undefined : segments.containing(start);
  const last = isBetweenAscii(text, end) ? undefined : segments.containing(end - 1);
  return {
    start: first?.index ?? start,
    end: last === undefined ? end : last.index + last.segment.length,
  };
}

function merge(stretches: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = [];
  for (const next of stretches) {
    const last = merged.at(-1);
    if (last !== undefined && next.start < last.end) {
      merged.splice(-1, 1, { start: last.start, end: Math.max(last.end, next.end) });
    } else {
      merged.push(next);
    }
  }
  return merged;
}

/** Whether each unit of a text folds to one unit. */
const foldsInPlace = (text: string) => KEYBOARD_ASCII.test(text) && !text.includes("--");

/** Returns where in its source a range of a folded text comes from. */
function originOf(text: string): (range: Stretch) => Stretch {
  if (foldsInPlace(text)) return (range) => range;
  const { origins } = foldWithOrigins(text);
  const segments = characters.segment(text);
  return ({ start, end }) =>
    whole(segments, text, {
      start: origins[start]?.start ?? text.length,
      end: origins[end - 1]?.end ?? text.length,
    });
}

/** Ranges of a text in which these folded words occur, in order and without overlap. */
export function findFolded(text: string, words: readonly string[]): Stretch[] {
  const folded = fold(text);
  const origin = originOf(text);
  const found: Stretch[] = [];
  for (const word of words) {
    if (word === "") continue;
    for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + word.length))
      found.push(origin({ start: at, end: at + word.length }));
  }
  return merge(found.toSorted((one, other) => one.start - other.start || one.end - other.end));
}

const withSingleBlanks = (text: string) => text.replaceAll(/\p{White_Space}+/gu, " ");

/** Whether a text begins with what a user types. */
export const startsWithFolded = (text: string, typed: string): boolean =>
  withSingleBlanks(fold(text)).startsWith(withSingleBlanks(fold(typed)));

/**
 * The number of units of `text` from `at` on that equal `name`: those of "ŁUKASZ" for "Łukasz", with the combining
 * marks of the last character. Undefined if it is another text, or empty.
 */
export function foldedLengthAt(text: string, at: number, name: string): number | undefined {
  const wanted = withSingleBlanks(fold(name));
  let said = "";
  for (const { segment, index } of characters.segment(text.slice(at))) {
    if (said.length >= wanted.length) break;
    said = withSingleBlanks(said + fold(segment));
    if (said === wanted) return index + segment.length;
    if (!wanted.startsWith(said)) return undefined;
  }
  return undefined;
}

/**
 * For a character class of a regular expression: letters of scripts without spaces between words, and the letters that
 * several of them share, such as ー and 〆.
 */
export const UNSPACED =
  "\\p{sc=Hani}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}\\p{sc=Bopo}\\p{sc=Yiii}\\p{sc=Tang}\\p{sc=Nshu}\\p{sc=Kits}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}\\p{sc=Tibt}\\p{sc=Java}\\p{sc=Bali}\\p{sc=Batk}\\p{sc=Bugi}\\p{sc=Rjng}\\p{sc=Tale}\\p{sc=Talu}\\p{sc=Lana}\\p{sc=Tavt}\\p{sc=Xsux}\\p{sc=Egyp}\u3006\u3031-\u3035\u303C\u30FC\uFF70\uFF9E\uFF9F";

/** A letter of such a script, or one that is a syllable, or an emoji. */
const DENSE = new RegExp(
  `[${UNSPACED}\\p{sc=Ethi}\\p{sc=Cher}\\p{sc=Cans}\\p{sc=Vaii}\\p{ExtPict}\\p{EMod}\\p{RI}\u20E3]`,
  "u",
);

/**
 * Whether a text is long enough to search for: two graphemes, or one that is an emoji or of a script without spaces.
 * What folds to nothing does not count.
 */
export function isSearchable(text: string): boolean {
  let count = 0;
  for (const { segment } of characters.segment(text)) {
    if (fold(segment).trim() === "") continue;
    count += 1;
    if (count === 2 || DENSE.test(segment)) return true;
  }
  return false;
}

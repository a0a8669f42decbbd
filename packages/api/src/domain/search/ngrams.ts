/** UTF-16 units of the longest n-gram in a signature. */
const LONGEST = 3;

/** Maximum n-grams of a search that are looked up in a signature, and in the index: more would hardly exclude more. */
const PROBES_MAX = { signature: 4, index: 8 } as const;

const FNV_START = 0x81_1c_9d_c5;

/** Adds one unit of an n-gram to the hash, FNV-1a. */
const hashOn = (hash: number, unit: number) => Math.imul(hash ^ unit, 0x01_00_01_93);

/** The finalizer of MurmurHash3: each of 32 bits depends on all. */
function finish(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2_b2_ae_35);
  return twice ^ (twice >>> 16);
}

function hashOf(stretch: string): number {
  let hash = FNV_START;
  for (let at = 0; at < stretch.length; at += 1) hash = hashOn(hash, stretch.charCodeAt(at));
  return finish(hash);
}

/** From here on, scripts have thousands of letters: two units of them say as much as three of others. */
const DENSE_FROM = 0x2e_80;

/** The length of the n-gram that stands for a place of a word in the index of full blocks; it begins with this unit. */
const indexedLength = (unit: number) => (unit < DENSE_FROM ? LONGEST : 2);

/** A hash as a value of the index: its lower half, as a smallint. */
const toGram = (hash: number) => (hash << 16) >> 16;

/** Where the n-grams of a word go. */
export interface NgramSink {
  /** The hash of every n-gram of one to three units. */
  readonly take: (hash: number) => void;
  /** The value of one n-gram of each place of the word. */
  readonly index: (gram: number) => void;
}

/** Passes the n-grams of a word on. */
export function eachNgram(word: string, { take, index }: NgramSink): void {
  for (let start = 0; start < word.length; start += 1) {
    const end = Math.min(start + LONGEST, word.length);
    const indexed = start + indexedLength(word.charCodeAt(start)) - 1;
    let hash = FNV_START;
    for (let at = start; at < end; at += 1) {
      hash = hashOn(hash, word.charCodeAt(at));
      const finished = finish(hash);
      take(finished);
      if (at === indexed) index(toGram(finished));
    }
  }
}

interface Choice {
  /** The length of the n-gram that begins at a place of a word. */
  readonly lengthAt: (word: string, start: number) => number;
  readonly most: number;
}

/** Some of the n-grams of words, spread over the words. */
function spread(words: readonly string[], { lengthAt, most }: Choice): number[] {
  const stretches = words.flatMap((word) =>
    Array.from({ length: word.length }, (_, at) => word.slice(at, at + lengthAt(word, at))).filter(
      (stretch, at) => stretch.length === lengthAt(word, at),
    ),
  );
  const distinct = [...new Set(stretches)];
  const step = Math.max(1, distinct.length / most);
  const chosen = Array.from({ length: Math.min(distinct.length, most) }, (_, at) =>
    Math.floor(at * step),
  );
  return chosen.flatMap((at) => distinct.slice(at, at + 1).map(hashOf));
}

/** Some hashes that a text must have if it contains these words: at least one. */
export const probesOf = (words: readonly string[]): number[] =>
  spread(words, {
    lengthAt: (word) => Math.min(LONGEST, word.length),
    most: PROBES_MAX.signature,
  });

/** Some values that the index has for a full block if it contains these words: none if the words are too short. */
export const gramsOf = (words: readonly string[]): number[] =>
  spread(words, {
    lengthAt: (word, start) => indexedLength(word.charCodeAt(start)),
    most: PROBES_MAX.index,
  }).map(toGram);

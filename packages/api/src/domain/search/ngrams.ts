/** UTF-16 units of the longest n-gram in a signature. */
const LONGEST = 3;

/** Maximum n-grams of a search that are looked up in a signature: more would hardly exclude more. */
const PROBES_MAX = 8;

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

/** Passes the hash of every n-gram of one to three units of a word to a callback. */
export function eachNgram(word: string, take: (hash: number) => void): void {
  for (let start = 0; start < word.length; start += 1) {
    const end = Math.min(start + LONGEST, word.length);
    let hash = FNV_START;
    for (let at = start; at < end; at += 1) {
      hash = hashOn(hash, word.charCodeAt(at));
      take(finish(hash));
    }
  }
}

/** Some hashes that a text must have if it contains these words, spread over the words. */
export function probesOf(words: readonly string[]): number[] {
  const stretches = words.flatMap((word) => {
    const length = Math.min(LONGEST, word.length);
    return Array.from({ length: word.length - length + 1 }, (_, at) => word.slice(at, at + length));
  });
  const distinct = [...new Set(stretches)];
  const step = Math.max(1, distinct.length / PROBES_MAX);
  const chosen = Array.from({ length: Math.min(distinct.length, PROBES_MAX) }, (_, at) =>
    Math.floor(at * step),
  );
  return chosen.flatMap((at) => distinct.slice(at, at + 1).map(hashOf));
}

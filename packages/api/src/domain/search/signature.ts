import type { Fragment } from "@parley/db/statement";
import { type SQL, sql } from "drizzle-orm";
import { eachNgram, type NgramSink } from "./ngrams.ts";

/**
 * A Bloom filter (B. H. Bloom, 1970) with two bits per n-gram. Its length is a power of two with at least eight bits
 * per n-gram, for a false positive rate of one in twenty. The longest one fits with its row in a page of 8 KiB; what
 * would need more excludes less, and is still correct.
 */
const BITS_PER_GRAM = 8;
const BYTES_MIN = 32;
const BYTES_MAX = 4_096;

const WHITE_SPACE = /\p{White_Space}+/u;

/** The two positions of a hash in the longest signature; a shorter one truncates them. */
const placesOfHash = (hash: number) => [hash & 0x7f_ff, (hash >>> 16) & 0x7f_ff] as const;

function mark(bytes: Uint8Array, place: number): void {
  // Each half of a hash has enough bits for the longest signature.
  bytes[place >>> 3] = (bytes[place >>> 3] ?? 0) | (1 << (place & 7));
}

/** Estimates how many n-grams set these bits (Swamidass and Baldi, 2007). */
function gramsIn(bytes: Uint8Array): number {
  const bits = bytes.length * 8;
  let ones = 0;
  for (const byte of bytes) for (let rest = byte; rest !== 0; rest &= rest - 1) ones += 1;
  return (-bits / 2) * Math.log(1 - Math.min(ones, bits - 1) / bits);
}

/** Half as long: a position loses its highest bit, so the two halves are combined by OR. */
const halve = (bytes: Uint8Array) =>
  bytes.subarray(0, bytes.length / 2).map((byte, at) => byte | (bytes[bytes.length / 2 + at] ?? 0));

/** What is stored of the n-grams of some texts. */
export interface Fingerprint {
  /** Bit n is bit n % 8 of byte n / 8, as PostgreSQL counts them. */
  readonly signature: Buffer;
  /** Values for the index of full blocks, ascending. */
  readonly grams: readonly number[];
}

/** The signature and the indexed n-grams of some folded texts. */
export function fingerprintOf(texts: readonly string[]): Fingerprint {
  let bytes = new Uint8Array(BYTES_MAX);
  const grams = new Set<number>();
  const sink: NgramSink = {
    take(hash) {
      mark(bytes, hash & 0x7f_ff);
      mark(bytes, (hash >>> 16) & 0x7f_ff);
    },
    index: (gram) => grams.add(gram),
  };
  for (const text of texts) for (const word of text.split(WHITE_SPACE)) eachNgram(word, sink);
  const bitsWanted = gramsIn(bytes) * BITS_PER_GRAM;
  while (bytes.length > BYTES_MIN && bytes.length * 4 >= bitsWanted) bytes = halve(bytes);
  return { signature: Buffer.from(bytes), grams: [...grams].toSorted((a, b) => a - b) };
}

/** The positions of some hashes in a signature. */
export const placesOf = (hashes: readonly number[]): number[] => hashes.flatMap(placesOfHash);

/** Whether a block may contain all n-grams of some positions, of which there may be none; `signature` is a column. */
export const mayContain = (signature: Fragment, places: readonly SQL[]): SQL => {
  const bits = places.map(
    (place) => sql`get_bit(${signature}, ${place}::int & (octet_length(${signature}) * 8 - 1)) = 1`,
  );
  return bits.length === 0 ? sql`true` : sql`(${sql.join(bits, sql` and `)})`;
};

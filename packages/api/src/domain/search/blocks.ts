import { toDate } from "@parley/db/moment";
import { messages } from "@parley/db/schema";
import type { RowOf } from "@parley/db/statement";
import { type Fingerprint, fingerprintOf } from "./signature.ts";

/** Messages per block. Smaller blocks exclude more and cost more to scan. */
export const BLOCK_SIZE = 64;

/** Messages per part of a block: a search for a frequent word reads the newest parts. */
export const PART_SIZE = 4;

export const blockOf = (seq: number): number => Math.floor((seq - 1) / BLOCK_SIZE);

/** The first `seq` of a block. */
export const startOf = (block: number): number => block * BLOCK_SIZE + 1;

/** The columns of a message that its block needs; `search_text` is folded by the current version of the fold. */
export const blockMessageRow = {
  conversation_id: messages.conversationId,
  seq: messages.seq,
  search_text: messages.searchText,
  version: messages.version,
  created_at: messages.createdAt,
} as const;

export type BlockMessage = Readonly<RowOf<typeof blockMessageRow>>;

/** One row of `search_blocks`. */
export interface Block {
  readonly conversationId: string;
  readonly block: number;
  readonly lastSeq: number;
  readonly oldestAt: Date;
  readonly newestAt: Date;
  /** The latest time of each part. */
  readonly partTimes: readonly Date[];
  readonly signature: Buffer;
  /** Null while the block is not full: it is stored again with each further message. */
  readonly grams: Fingerprint["grams"] | null;
}

const timeOf = ({ created_at: at }: BlockMessage) => toDate(at).getTime();

function toBlock(inBlock: readonly BlockMessage[], first: BlockMessage): Block {
  const block = blockOf(first.seq);
  const lastSeq = Math.max(...inBlock.map(({ seq }) => seq));
  const { signature, grams } = fingerprintOf(inBlock.map(({ search_text: text }) => text));
  const parts = Map.groupBy(inBlock, ({ seq }) => Math.floor((seq - startOf(block)) / PART_SIZE));
  const latest = (of: readonly BlockMessage[] = []) => new Date(Math.max(...of.map(timeOf)));
  return {
    conversationId: first.conversation_id,
    block,
    lastSeq,
    oldestAt: new Date(Math.min(...inBlock.map(timeOf))),
    newestAt: latest(inBlock),
    partTimes: Array.from({ length: parts.size }, (_, part) => latest(parts.get(part))),
    signature,
    grams: lastSeq === startOf(block) + BLOCK_SIZE - 1 ? grams : null,
  };
}

/** Complete blocks, from all their messages. */
export function toBlocks(inBlocks: readonly BlockMessage[]): Block[] {
  const keyOf = ({ conversation_id: id, seq }: BlockMessage) => `${id} ${blockOf(seq)}`;
  return [...Map.groupBy(inBlocks, keyOf).values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [toBlock(group, first)];
  });
}

import { toDate } from "@parley/db/moment";
import { messages } from "@parley/db/schema";
import type { RowOf } from "@parley/db/statement";
import { signatureOf } from "./signature.ts";

/** Messages per block. Smaller blocks exclude more and cost more to scan. */
export const BLOCK_SIZE = 64;

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
  readonly signature: Buffer;
}

function toBlock(inBlock: readonly BlockMessage[], first: BlockMessage): Block {
  const times = inBlock.map((message) => toDate(message.created_at).getTime());
  return {
    conversationId: first.conversation_id,
    block: blockOf(first.seq),
    lastSeq: Math.max(...inBlock.map(({ seq }) => seq)),
    oldestAt: new Date(Math.min(...times)),
    newestAt: new Date(Math.max(...times)),
    signature: signatureOf(inBlock.map(({ search_text: text }) => text)),
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

import type { Moment } from "../moment.ts";
import { signatureOf } from "./signature.ts";

/** Messages per block. Smaller blocks exclude more and cost more to scan. */
export const BLOCK_SIZE = 64;

export const blockOf = (seq: number): number => Math.floor((seq - 1) / BLOCK_SIZE);

/** The first `seq` of a block. */
export const startOf = (block: number): number => block * BLOCK_SIZE + 1;

/** The parts of a message that its block needs. */
export interface BlockMessage {
  readonly conversation_id: string;
  readonly seq: number;
  /** Folded by the current version of the fold. */
  readonly search_text: string;
  readonly version: number;
  readonly created_at: Moment;
}

/** One row of `search_blocks`. */
export interface Block {
  readonly conversationId: string;
  readonly block: number;
  readonly lastSeq: number;
  readonly oldestAt: Date;
  readonly newestAt: Date;
  readonly signature: Buffer;
}

function toBlock(messages: readonly BlockMessage[], first: BlockMessage): Block {
  const times = messages.map((message) => new Date(message.created_at).getTime());
  return {
    conversationId: first.conversation_id,
    block: blockOf(first.seq),
    lastSeq: Math.max(...messages.map(({ seq }) => seq)),
    oldestAt: new Date(Math.min(...times)),
    newestAt: new Date(Math.max(...times)),
    signature: signatureOf(messages.map(({ search_text: text }) => text)),
  };
}

/** Complete blocks, from all their messages. */
export function toBlocks(messages: readonly BlockMessage[]): Block[] {
  const keyOf = ({ conversation_id: id, seq }: BlockMessage) => `${id} ${blockOf(seq)}`;
  return [...Map.groupBy(messages, keyOf).values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [toBlock(group, first)];
  });
}

import type { Moment } from "../moment.ts";
import { signatureOf } from "./signature.ts";

/** Messages of one block. Smaller blocks rule out more and cost more to look through. */
export const BLOCK_SIZE = 64;

export const blockOf = (seq: number): number => Math.floor((seq - 1) / BLOCK_SIZE);

/** The first place of a block. */
export const startOf = (block: number): number => block * BLOCK_SIZE + 1;

/** A message, as far as its block needs it. */
export interface BlockMessage {
  readonly conversation_id: string;
  readonly seq: number;
  /** Folded by the version of the fold that is in force. */
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

/** Whole blocks, from all the messages of each. */
export function toBlocks(messages: readonly BlockMessage[]): Block[] {
  const keyOf = ({ conversation_id: id, seq }: BlockMessage) => `${id} ${blockOf(seq)}`;
  return [...Map.groupBy(messages, keyOf).values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [toBlock(group, first)];
  });
}

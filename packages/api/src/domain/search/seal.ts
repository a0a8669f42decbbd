import { sql } from "drizzle-orm";
import type { Platform } from "../context.ts";
import type { Executor } from "../events/append.ts";
import { type BlockMessage, blockOf, BLOCK_SIZE, startOf, toBlocks } from "./blocks.ts";
import { storeBlocks } from "./store-blocks.ts";

export interface Sealing {
  /** A conversation whose newest message is as old as this is sealed to its end; a busier one block by block. */
  readonly idleAfter: number;
  /** Conversations looked for at a time, and messages read at a time: the latter bounds how long others wait. */
  readonly batch: { readonly conversations: number; readonly messages: number };
}

/** An hour in milliseconds; at most two milliseconds of this process at a time. */
const defaultSealing: Sealing = {
  idleAfter: 60 * 60_000,
  batch: { conversations: 5_000, messages: 512 },
};

/** Messages of one conversation, from the beginning of a block, that are to be sealed. */
interface Span extends Record<string, unknown> {
  readonly id: string;
  readonly sealed_seq: number;
  readonly last_seq: number;
}

/** The one query of the house that has to look at every conversation; it has no index, which each send would pay for. */
const findSpans = (ctx: Platform, { idleAfter, batch }: Sealing) =>
  ctx.db.transaction(async (tx) => {
    const idleBefore = new Date(ctx.clock.now().getTime() - idleAfter);
    await tx.execute(sql`set local enable_seqscan = on`);
    const { rows } = await tx.execute<Span>(sql`
      select id, sealed_seq, last_seq from conversations
      where last_seq >= sealed_seq + ${BLOCK_SIZE} or (last_seq > sealed_seq and last_message_at <= ${idleBefore})
      limit ${batch.conversations}`);
    return rows;
  });

const firstOf = (span: Span) => startOf(blockOf(span.sealed_seq + 1));

/** As many spans as make up one batch of messages, the last one cut at the end of a block. */
function takeBatch(spans: readonly Span[], messages: number): Span[] {
  const batch: Span[] = [];
  let room = messages;
  for (const span of spans) {
    if (room < BLOCK_SIZE) break;
    const last = Math.min(span.last_seq, firstOf(span) + room - (room % BLOCK_SIZE) - 1);
    batch.push({ ...span, last_seq: last });
    room -= last - firstOf(span) + 1;
  }
  return batch;
}

const spansAsRows = (spans: readonly Span[]) => sql`unnest(
  ${sql.param(spans.map(({ id }) => id))}::uuid[], ${sql.param(spans.map(firstOf))}::int[],
  ${sql.param(spans.map((span) => span.sealed_seq))}::int[],
  ${sql.param(spans.map((span) => span.last_seq))}::int[]) as s (id, first, sealed, last)`;

async function readMessages(db: Executor, spans: readonly Span[]): Promise<BlockMessage[]> {
  const { rows } = await db.execute<BlockMessage & Record<string, unknown>>(sql`
    select m.conversation_id, m.seq, m.search_text, m.version, m.created_at
    from ${spansAsRows(spans)}
    join messages m on m.conversation_id = s.id and m.seq between s.first and s.last`);
  return rows;
}

/** The versions of all messages of some spans together: another sum says that one was edited or deleted. */
async function sumOfVersions(db: Executor, spans: readonly Span[]): Promise<number> {
  const { rows } = await db.execute<{ versions: number }>(sql`
    select coalesce(sum(m.version), 0)::float8 as versions
    from ${spansAsRows(spans)}
    join messages m on m.conversation_id = s.id and m.seq between s.first and s.last`);
  return rows[0]?.versions ?? 0;
}

/** Locks the conversations in the order of ids. False where another process has sealed one meanwhile. */
async function hold(tx: Executor, spans: readonly Span[]): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select from conversations c join ${spansAsRows(spans)} on s.id = c.id and s.sealed = c.sealed_seq
    order by c.id for no key update of c`);
  return rows.length === spans.length;
}

const moveSeals = (tx: Executor, spans: readonly Span[]) =>
  tx.execute(sql`
    update conversations c set sealed_seq = s.last from ${spansAsRows(spans)} where c.id = s.id`);

/**
 * Seals some spans. The texts are read and the signatures made without a lock. What was changed meanwhile is seen
 * once the conversations are held: an edit holds its conversation as well, and one that comes later finds the
 * block and brings it up to date. False where something was, and nothing is written.
 */
async function sealBatch({ db }: Platform, spans: readonly Span[]): Promise<boolean> {
  const messages = await readMessages(db, spans);
  const versions = messages.reduce((sum, { version }) => sum + version, 0);
  const blocks = toBlocks(messages);
  return db.transaction(async (tx) => {
    if (!(await hold(tx, spans)) || (await sumOfVersions(tx, spans)) !== versions) return false;
    await storeBlocks(tx, blocks);
    await moveSeals(tx, spans);
    return true;
  });
}

/**
 * Puts the messages that search has to read one by one into blocks. What another process was at comes the next
 * time. Gives how many messages were sealed.
 */
export async function sealConversations(
  ctx: Platform,
  sealing: Partial<Sealing> = {},
): Promise<number> {
  const options = { ...defaultSealing, ...sealing };
  let sealed = 0;
  for (;;) {
    let waiting = await findSpans(ctx, options);
    let progress = 0;
    while (waiting.length > 0) {
      const batch = takeBatch(waiting, options.batch.messages);
      waiting = waiting.slice(batch.length);
      if (!(await sealBatch(ctx, batch))) continue;
      progress += batch.reduce((sum, span) => sum + span.last_seq - span.sealed_seq, 0);
    }
    sealed += progress;
    if (progress === 0) return sealed;
  }
}

import type { ActionItem, Card, Cards } from "@parley/contract/cards";
import type { ConversationInput } from "@parley/contract/conversations";
import { limits } from "@parley/contract/limits";
import type { Executor } from "@parley/db/database";
import { actionItems, participants } from "@parley/db/schema";
import { type Fragment, fragment, type RowOf, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { Call } from "../context.ts";
import { orNotFound } from "../errors.ts";
import { toTime } from "../moment.ts";
import { isVisible } from "../participants/visibility.ts";

/** An action item, as `itemColumns` selects it. */
export const itemRow = {
  id: actionItems.id,
  conversation_id: actionItems.conversationId,
  is_shared: actionItems.isShared,
  seq: actionItems.seq,
  creator_id: actionItems.creatorId,
  owner_id: actionItems.ownerId,
  text: actionItems.text,
  due_on: actionItems.dueOn,
  state: actionItems.state,
  source_seq: actionItems.sourceSeq,
  version: actionItems.version,
  changed_at: actionItems.changedAt,
  job_id: actionItems.jobId,
} as const;

export type ItemRow = RowOf<typeof itemRow>;

/** The select list of `itemRow`. */
export const itemColumns = (item: string): Fragment =>
  fragment`${Object.keys(itemRow)
    .map((column) => `${item}.${column}`)
    .join(", ")}`;

/** An item in the contract's form. */
export const toItem = (row: ItemRow): ActionItem => ({
  kind: "action_item",
  id: row.id,
  conversationId: row.conversation_id,
  seq: row.seq,
  creatorId: row.creator_id,
  ownerId: row.owner_id,
  text: row.text,
  dueOn: row.due_on,
  state: row.state,
  sourceSeq: row.source_seq,
  version: row.version,
  changedAt: toTime(row.changed_at),
});

/** Whether a participant sees an item: its card, or that it is their own. */
export const seesItem = ({ participant: p, item: i }: { participant: string; item: string }) =>
  fragment`case when ${i}.seq is null then ${i}.creator_id = ${p}.user_id
    else ${isVisible({ participant: p, seq: `${i}.seq` })} end`;

interface Wanted {
  readonly viewerId: string;
  /** Those of a conversation, or with these ids. */
  readonly of: { readonly conversationId: string } | { readonly ids: readonly string[] };
}

const itemRows = statement({
  name: "cards.items",
  row: itemRow,
  sql: ({ viewerId, of }: Wanted) => sql`
    select ${itemColumns("i")}
    from ${actionItems} i
    join ${participants} p on p.conversation_id = i.conversation_id and p.user_id = ${viewerId}
    where ${
      "ids" in of
        ? sql`i.id = any(${sql.param(of.ids)}::uuid[])`
        : sql`i.conversation_id = ${of.conversationId}`
    } and ${seesItem({ participant: "p", item: "i" })}
    order by i.state = 'open' desc, i.changed_at desc, i.id
    limit ${limits.cardsMax}`,
  examples: [
    { viewerId: "ada", of: { conversationId: "" } },
    { viewerId: "ada", of: { ids: [] } },
  ],
});

/** Things that a user sees: the open ones first, then the latest. */
export async function loadCards(db: Executor, wanted: Wanted): Promise<Card[]> {
  if ("ids" in wanted.of && wanted.of.ids.length === 0) return [];
  return (await itemRows(db, wanted)).map(toItem);
}

const isParticipant = statement({
  name: "cards.is-participant",
  row: { user_id: participants.userId },
  sql: ({ conversationId, userId }: ConversationInput & { userId: string }) => sql`
    select user_id from ${participants} where conversation_id = ${conversationId} and user_id = ${userId}`,
  examples: [{ conversationId: "", userId: "ada" }],
});

/** The things of a conversation that the caller can see. A foreign conversation is `not_found`. */
export async function listCards({ ctx, input }: Call<ConversationInput>): Promise<Cards> {
  const userId = ctx.actor.id;
  const cards = await loadCards(ctx.db, { viewerId: userId, of: input });
  if (cards.length === 0) orNotFound((await isParticipant(ctx.db, { ...input, userId }))[0]);
  return { cards };
}

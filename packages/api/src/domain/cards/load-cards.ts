import type { ActionItem, Card, Cards, Meeting } from "@parley/contract/cards";
import type { ConversationInput } from "@parley/contract/conversations";
import { limits, meetingLimits } from "@parley/contract/limits";
import type { Executor } from "@parley/db/database";
import { actionItems, meetings, participants } from "@parley/db/schema";
import { type Fragment, fragment, type RowOf, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { Call } from "../context.ts";
import { orNotFound } from "../errors.ts";
import { toTime } from "../moment.ts";
import { isVisible } from "../participants/visibility.ts";

/** An action item, as `columnsOf` selects it. */
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

/** The select list of a row of columns. */
export const columnsOf = (row: Readonly<Record<string, unknown>>, alias: string): Fragment =>
  fragment`${Object.keys(row)
    .map((column) => `${alias}.${column}`)
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

/** A meeting, as `columnsOf` selects it. */
export const meetingRow = {
  id: meetings.id,
  conversation_id: meetings.conversationId,
  seq: meetings.seq,
  creator_id: meetings.creatorId,
  title: meetings.title,
  place: meetings.place,
  state: meetings.state,
  proposer_id: meetings.proposerId,
  slots: meetings.slots,
  minutes: meetings.minutes,
  time_zone: meetings.timeZone,
  starts_at: meetings.startsAt,
  ends_at: meetings.endsAt,
  met_by: meetings.metBy,
  missed_by: meetings.missedBy,
  changed_by: meetings.changedBy,
  version: meetings.version,
  changed_at: meetings.changedAt,
} as const;

export type MeetingRow = RowOf<typeof meetingRow>;

/** A meeting that has a card, in the contract's form. */
export const toMeeting = (row: MeetingRow): Meeting => ({
  kind: "meeting",
  id: row.id,
  conversationId: row.conversation_id,
  seq: orNotFound(row.seq),
  creatorId: row.creator_id,
  title: row.title,
  place: row.place,
  state: row.state,
  proposerId: row.proposer_id,
  slots: row.slots,
  minutes: row.minutes,
  timeZone: row.time_zone,
  agreed:
    row.starts_at === null || row.ends_at === null
      ? null
      : { startsAt: toTime(row.starts_at), endsAt: toTime(row.ends_at) },
  metBy: row.met_by,
  missedBy: row.missed_by,
  changedBy: row.changed_by,
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

const isWanted = (thing: string, of: Wanted["of"]) =>
  "ids" in of
    ? sql`${fragment`${thing}.id`} = any(${sql.param(of.ids)}::uuid[])`
    : sql`${fragment`${thing}.conversation_id`} = ${of.conversationId}`;

const itemRows = statement({
  name: "cards.items",
  row: itemRow,
  sql: ({ viewerId, of }: Wanted) => sql`
    select ${columnsOf(itemRow, "i")}
    from ${actionItems} i
    join ${participants} p on p.conversation_id = i.conversation_id and p.user_id = ${viewerId}
    where ${isWanted("i", of)} and ${seesItem({ participant: "p", item: "i" })}
    order by i.state = 'open' desc, i.changed_at desc, i.id
    limit ${limits.cardsMax}`,
  examples: [
    { viewerId: "ada", of: { conversationId: "" } },
    { viewerId: "ada", of: { ids: [] } },
  ],
});

const meetingRows = statement({
  name: "cards.meetings",
  row: meetingRow,
  sql: ({ viewerId, of }: Wanted) => sql`
    select ${columnsOf(meetingRow, "m")}
    from ${meetings} m
    join ${participants} p on p.conversation_id = m.conversation_id and p.user_id = ${viewerId}
    where ${isWanted("m", of)} and m.seq is not null and ${isVisible({ participant: "p", seq: "m.seq" })}
    order by greatest(m.changed_at, coalesce(m.starts_at, m.changed_at)) desc, m.id
    limit ${meetingLimits.listedMax}`,
  examples: [
    { viewerId: "ada", of: { conversationId: "" } },
    { viewerId: "ada", of: { ids: [] } },
  ],
});

/** Things that a user sees: of the items the open ones first, then the latest; the latest meetings. */
export async function loadCards(db: Executor, wanted: Wanted): Promise<Card[]> {
  if ("ids" in wanted.of && wanted.of.ids.length === 0) return [];
  const items = await itemRows(db, wanted);
  return [...items.map(toItem), ...(await meetingRows(db, wanted)).map(toMeeting)];
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

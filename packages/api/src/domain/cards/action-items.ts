import type { ActionItem, ChangeItemInput, CreateItemInput } from "@parley/contract/cards";
import { limits } from "@parley/contract/limits";
import type { Executor } from "@parley/db/database";
import { actionItems, conversations, messages, participants, users } from "@parley/db/schema";
import { computed, nullable, statement } from "@parley/db/statement";
import { and, eq, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { ActorContext, Call, Platform } from "../context.ts";
import { DomainError, invalidInput, oneTooMany, orNotFound } from "../errors.ts";
import { momentOn } from "../local-time.ts";
import {
  eventsForViewers,
  lockConversations,
  type LockedMessage,
  lockMessage,
  type MessageKey,
  replaceText,
  requireChangeable,
} from "../messages/change-message.ts";
import { isVisible, otherUser } from "../participants/visibility.ts";
import { refusalBranches } from "../policy/writable.ts";
import { appendEvents, type Outgoing } from "../stream/append.ts";
import { itemColumns, itemRow, type ItemRow, toItem } from "./load-cards.ts";

/** When owners are reminded, by their clock. */
const REMINDER_TIME = "09:00";
const HOUR = 3_600_000;
const dateOf = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 10);

/** What the card of an item says in words, to search, notifications, exports and programs that know no cards. */
const wordsOf = ({ text, dueOn }: Pick<ActionItem, "text" | "dueOn">) =>
  dueOn === null ? `☑ ${text}` : `☑ ${text} (${dueOn})`;

/** Refuses a date that has ended everywhere on earth, and one that is more than a year ahead. */
function requireDate({ clock }: Platform, dueOn: string) {
  const now = clock.now().getTime();
  if (dueOn < dateOf(now - 12 * HOUR)) throw invalidInput("dueOn", "is in the past");
  if (dueOn > dateOf(now + (14 + 24 * limits.itemDaysMax) * HOUR))
    throw invalidInput("dueOn", "is more than a year ahead");
}

const aliases = { participant: "p", conversation: "c", caller: "mine", other: "o" } as const;

interface Place {
  readonly userId: string;
  readonly conversationId: string;
  readonly ownerId: string;
  readonly sourceSeq: number | null;
}

/** Where an item is to be: whether the caller may write, whether they see its source, and who its owner is. */
const placeRows = statement({
  name: "cards.place",
  row: {
    kind: conversations.kind,
    refusal: nullable(computed.text<"conversation_readonly" | "contact_unavailable">()),
    is_owner_here: computed.boolean,
    source: computed.text<"none" | "seen" | "deleted" | "unseen">(),
    open: computed.int,
  },
  sql: ({ userId, conversationId, ownerId, sourceSeq }: Place) => sql`
    select c.kind, case ${refusalBranches(aliases)} end as refusal,
      exists (
        select from ${participants} x join ${users} u on u.id = x.user_id
        where x.conversation_id = c.id and x.user_id = ${ownerId} and x.left_seq is null
          and u.status = 'active' and u.kind = 'PERSON'
      ) as is_owner_here,
      case when source.seq is null then 'none' when m.seq is null then 'unseen'
        when m.deleted_at is not null then 'deleted' else 'seen' end as source,
      (select count(*) from ${actionItems} i where i.conversation_id = c.id and i.state = 'open'
        and (i.is_shared or i.creator_id = ${userId}))::int as open
    from ${participants} p
    cross join (select ${sourceSeq}::int as seq) source
    join ${conversations} c on c.id = p.conversation_id
    join ${users} mine on mine.id = p.user_id
    left join ${users} o on c.kind = 'direct' and o.id = ${otherUser({ conversation: "c", user: "p.user_id" })}
    left join ${messages} m on m.conversation_id = c.id and m.seq = source.seq
      and ${isVisible({ participant: "p", seq: "m.seq" })}
    where p.user_id = ${userId} and p.conversation_id = ${conversationId}`,
  examples: [{ userId: "ada", conversationId: "", ownerId: "ben", sourceSeq: null }],
});

async function loadPlace(tx: Executor, place: Place) {
  return orNotFound((await placeRows(tx, place))[0]);
}
type PlaceRow = Awaited<ReturnType<typeof loadPlace>>;

function requireOwner({ is_owner_here: isHere }: PlaceRow) {
  if (!isHere) throw invalidInput("ownerId", "is no user of the conversation");
}
function requireRoom({ open }: PlaceRow, path: string) {
  if (open >= limits.openItemsMax) throw oneTooMany(path, "a conversation", limits.openItemsMax);
}

/** Plans the reminder of an open item. Returns its job, or null if the time for it has passed, or it needs none. */
export async function planReminder(
  { jobs, clock }: Platform,
  tx: Executor,
  { id, ownerId, dueOn, state }: Pick<ActionItem, "id" | "ownerId" | "dueOn" | "state">,
): Promise<string | null> {
  if (dueOn === null || state !== "open") return null;
  const [owner] = await tx
    .select({ timeZone: users.timeZone })
    .from(users)
    .where(eq(users.id, ownerId));
  const runAt = momentOn(dueOn, REMINDER_TIME, owner?.timeZone ?? "UTC");
  if (runAt <= clock.now()) return null;
  const jobId = uuidv7();
  await jobs.enqueue(tx, [
    { kind: "cards.remind", key: jobId, data: { itemId: id, jobId }, runAt },
  ]);
  return jobId;
}

const lockedItems = statement({
  name: "cards.locked-item",
  row: itemRow,
  sql: (id: string) => sql`
    select ${itemColumns("i")} from ${actionItems} i where i.id = ${id} for no key update`,
  examples: [""],
});

/** What is to be created, with what was left out. */
type NewItem = CreateItemInput & {
  readonly ownerId: string;
  readonly dueOn: string | null;
  readonly sourceSeq: number | null;
};

const isSame = (row: ItemRow, input: NewItem, creatorId: string) =>
  row.creator_id === creatorId &&
  row.conversation_id === input.conversationId &&
  row.is_shared === input.isShared &&
  row.source_seq === input.sourceSeq &&
  // Changed since, it is what the first call created if it says so still, or is another version.
  (row.version > 1 ||
    (row.text === input.text && row.owner_id === input.ownerId && row.due_on === input.dueOn));

const privateEvent = (userId: string, subjectId: string): Outgoing => ({
  userId,
  type: "card.changed",
  subjectId,
});

/** Stores an item. Returns the one that was stored under its id before, if it is the same. */
async function storeItem(ctx: ActorContext, input: NewItem): Promise<ItemRow> {
  const { id, conversationId, ownerId, text, isShared, dueOn, sourceSeq } = input;
  const userId = ctx.actor.id;
  const { stored, deliveries } = await ctx.db.transaction(async (tx) => {
    await lockConversations(tx, [conversationId]);
    const [known] = await lockedItems(tx, id);
    if (known !== undefined) {
      if (!isSame(known, input, userId)) throw new DomainError("idempotency_conflict");
      return { stored: known, deliveries: [] };
    }
    const place = await loadPlace(tx, { userId, conversationId, ownerId, sourceSeq });
    if (isShared && place.refusal !== null) throw new DomainError(place.refusal);
    if (place.source === "unseen") throw new DomainError("not_found");
    if (place.source === "deleted") throw new DomainError("version_conflict");
    if (isShared) requireOwner(place);
    else if (ownerId !== userId)
      throw invalidInput("ownerId", "is not the caller, and the item is private");
    requireRoom(place, "id");
    const jobId = await planReminder(ctx, tx, { id, ownerId, dueOn, state: "open" });
    await tx.insert(actionItems).values({
      ...{
        id,
        conversationId,
        isShared,
        creatorId: userId,
        ownerId,
        text,
        dueOn,
        sourceSeq,
        jobId,
      },
      changedAt: ctx.clock.now(),
    });
    const [row] = await lockedItems(tx, id);
    return {
      stored: orNotFound(row),
      deliveries: isShared ? [] : await appendEvents(tx, [privateEvent(userId, id)]),
    };
  });
  ctx.bus.deliver(deliveries);
  return stored;
}

/** Sends the card of an item, and shows the item to all who see the card. A repeat finds what it had done. */
async function sendCard(ctx: ActorContext, item: ItemRow): Promise<ActionItem> {
  const { id, conversation_id: conversationId, text, due_on: dueOn } = item;
  const senderId = ctx.actor.id;
  const body = wordsOf({ text, dueOn });
  let sent;
  try {
    sent = await ctx.sends.send({ id, conversationId, senderId, body, issuedAt: null });
  } catch (error) {
    // Refused: there is nothing that would show the item.
    if (error instanceof DomainError)
      await ctx.db.delete(actionItems).where(and(eq(actionItems.id, id), isNull(actionItems.seq)));
    throw error;
  }
  ctx.bus.deliver(sent.deliveries);
  const { seq } = sent.message;
  const { shown, deliveries } = await ctx.db.transaction(async (tx) => {
    await lockConversations(tx, [conversationId]);
    const changed = await tx
      .update(actionItems)
      .set({ seq })
      .where(and(eq(actionItems.id, id), isNull(actionItems.seq)))
      .returning({ id: actionItems.id });
    const [row] = await lockedItems(tx, id);
    const key = { conversationId, seq };
    const events =
      changed.length === 0
        ? []
        : await eventsForViewers(tx, { key, type: "card.changed", cardId: id });
    return { shown: toItem(orNotFound(row)), deliveries: await appendEvents(tx, events) };
  });
  ctx.bus.deliver(deliveries);
  return shown;
}

/**
 * Creates an action item of the caller's conversation: a private one of their own, or one that all see as a card among
 * the messages. The same id with the same item returns the first result.
 */
export async function createItem({ ctx, input }: Call<CreateItemInput>): Promise<ActionItem> {
  const { ownerId = ctx.actor.id, dueOn = null, sourceSeq = null } = input;
  if (dueOn !== null) requireDate(ctx, dueOn);
  const stored = await storeItem(ctx, { ...input, ownerId, dueOn, sourceSeq });
  return stored.is_shared && stored.seq === null ? sendCard(ctx, stored) : toItem(stored);
}

/** Both users of a direct conversation change its items; in a group the creator and the owner do, or all if it has no owner. */
function requireMayChange(
  { actor }: ActorContext,
  { creator_id, owner_id }: ItemRow,
  { kind, is_owner_here: hasOwner }: PlaceRow,
) {
  const isTheirs = actor.id === creator_id || actor.id === owner_id;
  if (kind === "group" && hasOwner && !isTheirs) throw new DomainError("forbidden");
}

/** The text of the card follows the item. */
async function rewriteCard(
  ctx: ActorContext,
  tx: Executor,
  { key, message, item }: { key: MessageKey; message: LockedMessage; item: ActionItem },
): Promise<Outgoing[]> {
  const body = wordsOf(item);
  if (message.body === body) return [];
  await replaceText(tx, { key, message, body, by: ctx.actor.id, now: ctx.clock.now() });
  return eventsForViewers(tx, { key, type: "message.edited" });
}

/** Checks and stores a change of a locked item. Returns the item after it, and whether it is another one. */
async function applyChange(
  ctx: ActorContext,
  tx: Executor,
  { row, changes }: { row: ItemRow; changes: Omit<ChangeItemInput, "itemId"> },
): Promise<{ item: ActionItem; isChanged: boolean }> {
  const before = toItem(row);
  const { text = before.text, ownerId = before.ownerId, state = before.state } = changes;
  const dueOn = changes.dueOn === undefined ? before.dueOn : changes.dueOn;
  const userId = ctx.actor.id;
  const { conversationId } = before;
  const placeOf = (id: string) =>
    loadPlace(tx, { userId, conversationId, ownerId: id, sourceSeq: null });
  const place = await placeOf(before.ownerId);
  if (row.is_shared) requireMayChange(ctx, row, place);
  if (text !== before.text && userId !== before.creatorId) throw new DomainError("forbidden");
  if (ownerId !== before.ownerId) {
    if (!row.is_shared) throw invalidInput("ownerId", "is not the caller, and the item is private");
    requireOwner(await placeOf(ownerId));
  }
  if (dueOn !== null && dueOn !== before.dueOn) requireDate(ctx, dueOn);
  if (state === "open" && before.state !== "open") requireRoom(place, "state");
  const isMoved = ownerId !== before.ownerId || state !== before.state || dueOn !== before.dueOn;
  const isChanged = isMoved || text !== before.text;
  if (!isChanged) return { item: before, isChanged };
  const after = { text, ownerId, state, dueOn };
  const jobId = isMoved ? await planReminder(ctx, tx, { id: before.id, ...after }) : row.job_id;
  await tx
    .update(actionItems)
    .set({ ...after, jobId, version: row.version + 1, changedAt: ctx.clock.now() })
    .where(eq(actionItems.id, before.id));
  const [changed] = await lockedItems(tx, before.id);
  return { item: toItem(orNotFound(changed)), isChanged };
}

async function changePrivate(ctx: ActorContext, { itemId, ...changes }: ChangeItemInput) {
  return ctx.db.transaction(async (tx) => {
    const row = orNotFound((await lockedItems(tx, itemId))[0]);
    const { item, isChanged } = await applyChange(ctx, tx, { row, changes });
    const events = isChanged ? [privateEvent(ctx.actor.id, itemId)] : [];
    return { item, deliveries: await appendEvents(tx, events) };
  });
}

async function changeShared(
  ctx: ActorContext,
  key: MessageKey,
  { itemId, ...changes }: ChangeItemInput,
) {
  return ctx.db.transaction(async (tx) => {
    const message = await lockMessage(tx, { ctx, key });
    requireChangeable(message);
    const row = orNotFound((await lockedItems(tx, itemId))[0]);
    const { item, isChanged } = await applyChange(ctx, tx, { row, changes });
    if (!isChanged) return { item, deliveries: [] };
    const edited = await rewriteCard(ctx, tx, { key, message, item });
    const events = await eventsForViewers(tx, { key, type: "card.changed", cardId: itemId });
    return { item, deliveries: await appendEvents(tx, [...events, ...edited]) };
  });
}

/** Changes an action item that the caller sees. What is so already is not an error. */
export async function changeItem({ ctx, input }: Call<ChangeItemInput>): Promise<ActionItem> {
  const [found] = await ctx.db
    .select({
      conversationId: actionItems.conversationId,
      seq: actionItems.seq,
      creatorId: actionItems.creatorId,
    })
    .from(actionItems)
    .where(eq(actionItems.id, input.itemId));
  const { conversationId, seq, creatorId } = orNotFound(found);
  if (seq === null && creatorId !== ctx.actor.id) throw new DomainError("not_found");
  const { item, deliveries } = await (seq === null
    ? changePrivate(ctx, input)
    : changeShared(ctx, { conversationId, seq }, input));
  ctx.bus.deliver(deliveries);
  return item;
}

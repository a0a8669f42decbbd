import type { ActionItem, ChangeItemInput, CreateItemInput } from "@parley/contract/cards";
import { limits } from "@parley/contract/limits";
import type { Executor } from "@parley/db/database";
import { actionItems, users } from "@parley/db/schema";
import { statement } from "@parley/db/statement";
import { eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { ActorContext, Call, Platform } from "../context.ts";
import { DomainError, invalidInput, oneTooMany, orNotFound } from "../errors.ts";
import { momentOn } from "../local-time.ts";
import {
  lockConversations,
  lockMessage,
  type MessageKey,
  requireChangeable,
} from "../messages/change-message.ts";
import { appendEvents, type Outgoing } from "../stream/append.ts";
import { sendCard, showChanged } from "./card-messages.ts";
import { columnsOf, itemRow, type ItemRow, toItem } from "./load-cards.ts";
import { loadPlace, type PlaceRow } from "./place.ts";

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
    select ${columnsOf(itemRow, "i")} from ${actionItems} i where i.id = ${id} for no key update`,
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
    const now = ctx.clock.now();
    const place = await loadPlace(tx, { userId, conversationId, ownerId, sourceSeq, now });
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
      changedAt: now,
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

/** Sends the card of an item. A repeat finds what it had done. */
async function sendItemCard(ctx: ActorContext, item: ItemRow): Promise<ActionItem> {
  const { id, conversation_id: conversationId, text, due_on: dueOn } = item;
  const body = wordsOf({ text, dueOn });
  await sendCard(ctx, { table: actionItems, id, conversationId, body });
  const [row] = await lockedItems(ctx.db, id);
  return toItem(orNotFound(row));
}

/**
 * Creates an action item of the caller's conversation: a private one of their own, or one that all see as a card among
 * the messages. The same id with the same item returns the first result.
 */
export async function createItem({ ctx, input }: Call<CreateItemInput>): Promise<ActionItem> {
  const { ownerId = ctx.actor.id, dueOn = null, sourceSeq = null } = input;
  if (dueOn !== null) requireDate(ctx, dueOn);
  const stored = await storeItem(ctx, { ...input, ownerId, dueOn, sourceSeq });
  return stored.is_shared && stored.seq === null ? sendItemCard(ctx, stored) : toItem(stored);
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
  const now = ctx.clock.now();
  const placeOf = (id: string) =>
    loadPlace(tx, { userId, conversationId, ownerId: id, sourceSeq: null, now });
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
    .set({ ...after, jobId, version: row.version + 1, changedAt: now })
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
    const events = await showChanged(ctx, tx, { key, message, body: wordsOf(item) });
    return { item, deliveries: await appendEvents(tx, events) };
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

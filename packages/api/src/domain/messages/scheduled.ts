import type { ErrorReason } from "@parley/contract/error-reasons";
import { limits } from "@parley/contract/limits";
import { textProblems } from "@parley/contract/text-rules";
import type {
  RescheduleMessageInput,
  ScheduledMessage,
  ScheduledMessageInput,
  ScheduledMessages,
  ScheduleMessageInput,
  SendAt,
} from "@parley/contract/writing";
import type { Executor } from "@parley/db/database";
import { conversations, messages, participants, scheduledMessages, users } from "@parley/db/schema";
import { computed, nullable, statement } from "@parley/db/statement";
import { and, asc, count, eq, ne, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { ActorContext, Call, Platform } from "../context.ts";
import { DomainError, invalidInput, oneTooMany, orNotFound } from "../errors.ts";
import { claimFiles, claimFilesIn, releaseFiles } from "../files/files.ts";
import { instantOf } from "../local-time.ts";
import { lockUser } from "../lock-user.ts";
import { firstVisibleSeq, otherUser } from "../participants/visibility.ts";
import { refusalBranches } from "../policy/writable.ts";
import { appendEvents, type Outgoing } from "../stream/append.ts";
import { mentionRefusal, sortIds } from "./mention-check.ts";

type Row = typeof scheduledMessages.$inferSelect;

interface Key {
  readonly userId: string;
  readonly id: string;
}

const DAY = 86_400_000;

/** A row in the contract's form. Its reason was one of the contract when it was stored. */
const toScheduled = (row: Row): ScheduledMessage => ({
  id: row.id,
  conversationId: row.conversationId,
  body: row.body,
  replyToSeq: row.replyToSeq,
  mentions: row.mentions,
  ...(row.files !== null && { files: row.files }),
  sendAt: row.sendAt.toISOString(),
  timeZone: row.timeZone,
  state: row.state === "returned" ? "returned" : "waiting",
  reason: row.reason as ErrorReason | null,
});

const isRow = ({ userId, id }: Key) =>
  and(eq(scheduledMessages.userId, userId), eq(scheduledMessages.id, id));

const eventOf = (
  type: "message.scheduled" | "message.unscheduled",
  { userId, id: subjectId }: Key,
): Outgoing => ({ userId, type, subjectId });

const aliases = { participant: "p", conversation: "c", caller: "mine", other: "o" } as const;

type Checked = Pick<Row, "userId" | "conversationId" | "replyToSeq" | "mentions">;

const mentionProblem = mentionRefusal({
  ids: "wish.mentions",
  conversationId: "p.conversation_id",
  sender: "mine",
});

const writableRows = statement({
  name: "messages.schedulable",
  row: {
    refusal: nullable(
      computed.text<"not_found" | "conversation_readonly" | "contact_unavailable">(),
    ),
  },
  sql: ({ userId, conversationId, replyToSeq, mentions }: Checked) => sql`
    select case ${refusalBranches(aliases)}
      when wish.reply_to_seq > c.last_seq or wish.reply_to_seq < ${firstVisibleSeq("p")} then 'not_found'
      when cardinality(wish.mentions) > 0 then ${mentionProblem}
      end as refusal
    from ${participants} p
    cross join (select ${replyToSeq}::int as reply_to_seq, ${sql.param(mentions)}::text[] as mentions) wish
    join ${conversations} c on c.id = p.conversation_id
    join ${users} mine on mine.id = p.user_id
    left join ${users} o on c.kind = 'direct' and o.id = ${otherUser({ conversation: "c", user: "p.user_id" })}
    where p.user_id = ${userId} and p.conversation_id = ${conversationId}`,
  examples: [{ userId: "ada", conversationId: "", replyToSeq: null, mentions: [] }],
});

/** Throws if a message could not be sent now, with the same reasons as sending. */
async function requireSendable(tx: Executor, message: Checked) {
  const [found] = await writableRows(tx, message);
  const { refusal } = orNotFound(found);
  if (refusal !== null) throw new DomainError(refusal);
}

function toInstant({ clock }: Platform, { local, timeZone }: SendAt): Date {
  const at = instantOf(local, timeZone);
  if (at === "no_such_date") throw invalidInput("at.local", "is no date of the calendar");
  if (at === "skipped") throw invalidInput("at.local", `is a time that clocks skip in ${timeZone}`);
  const now = clock.now().getTime();
  if (at.getTime() <= now) throw invalidInput("at.local", "is in the past");
  if (at.getTime() > now + limits.scheduledDaysMax * DAY)
    throw invalidInput("at.local", "is more than a year ahead");
  return at;
}

async function findRow(tx: Executor, key: Key): Promise<Row | undefined> {
  const [row] = await tx.select().from(scheduledMessages).where(isRow(key));
  return row;
}

/** Adds the job that sends a message. It runs once the transaction has committed. */
const enqueueSend = ({ jobs }: Platform, tx: Executor, { userId, id, jobId, sendAt }: Row) =>
  jobs.enqueue(tx, [
    { kind: "messages.sendScheduled", key: jobId, data: { userId, id, jobId }, runAt: sendAt },
  ]);

const idsOf = ({ files }: Row) => files?.map(({ id }) => id) ?? [];

const isSame = (one: Row, other: Row) =>
  one.conversationId === other.conversationId &&
  one.body === other.body &&
  one.replyToSeq === other.replyToSeq &&
  one.mentions.join(" ") === other.mentions.join(" ");

const sentRows = statement({
  name: "messages.sent-before",
  row: { seq: messages.seq },
  sql: ({ userId, id }: Key) => sql`
    select m.seq from ${messages} m where m.sender_id = ${userId} and m.id = ${id} limit 1`,
  examples: [{ userId: "ada", id: "" }],
});

async function requireRoom(tx: Executor, userId: string) {
  const [row] = await tx
    .select({ scheduled: count() })
    .from(scheduledMessages)
    .where(eq(scheduledMessages.userId, userId));
  if ((row?.scheduled ?? 0) >= limits.scheduledMax)
    throw oneTooMany("id", "a user", limits.scheduledMax);
}

/** Stores a message of the caller, to be sent later. The same id with the same message returns the first result. */
export async function scheduleMessage({
  ctx,
  input: { at, files: fileIds = [], ...message },
}: Call<ScheduleMessageInput>): Promise<ScheduledMessage> {
  const key = { userId: ctx.actor.id, id: message.id };
  const { stored, deliveries } = await ctx.db.transaction(async (tx) => {
    await lockUser(tx, key.userId);
    const known = await findRow(tx, key);
    const row: Row = {
      ...{ ...message, ...key, replyToSeq: message.replyToSeq ?? null },
      mentions: sortIds(message.mentions),
      sendAt: known?.sendAt ?? toInstant(ctx, at),
      timeZone: at.timeZone,
      ...{ files: null, state: "waiting", reason: null, jobId: uuidv7() },
    };
    if (known !== undefined) {
      const isTime = instantOf(at.local, at.timeZone);
      const isSameTime = isTime instanceof Date && isTime.getTime() === known.sendAt.getTime();
      const hasSameFiles = idsOf(known).join(" ") === fileIds.join(" ");
      if (!isSameTime || !hasSameFiles || !isSame(known, row))
        throw new DomainError("idempotency_conflict");
      return { stored: known, deliveries: [] };
    }
    if ((await sentRows(tx, key)).length > 0) throw new DomainError("idempotency_conflict");
    await requireSendable(tx, row);
    await requireRoom(tx, key.userId);
    const wanted = { ctx, userId: key.userId, messageId: key.id, fileIds };
    const added = { ...row, files: fileIds.length > 0 ? await claimFilesIn(tx, wanted) : null };
    await tx.insert(scheduledMessages).values(added);
    await enqueueSend(ctx, tx, added);
    return {
      stored: added,
      deliveries: await appendEvents(tx, [eventOf("message.scheduled", key)]),
    };
  });
  ctx.bus.deliver(deliveries);
  return toScheduled(stored);
}

/** A row of the caller that can still be changed. One that is being sent is a `version_conflict`. */
async function lockRow(tx: Executor, key: Key): Promise<Row> {
  const [row] = await tx.select().from(scheduledMessages).where(isRow(key)).for("update");
  const found = orNotFound(row);
  if (found.state === "sending") throw new DomainError("version_conflict");
  return found;
}

/** Replaces what is to be sent, or the time. */
export async function rescheduleMessage({
  ctx,
  input: { messageId: id, body, mentions, at },
}: Call<RescheduleMessageInput>): Promise<ScheduledMessage> {
  const key = { userId: ctx.actor.id, id };
  const { stored, deliveries } = await ctx.db.transaction(async (tx) => {
    const row = await lockRow(tx, key);
    if (body === "" && row.files === null) throw invalidInput("body", textProblems.blank);
    const time = at && {
      ...{ sendAt: toInstant(ctx, at), timeZone: at.timeZone },
      ...{ state: "waiting" as const, reason: null, jobId: uuidv7() },
    };
    const changed = {
      ...row,
      body: body ?? row.body,
      mentions: mentions === undefined ? row.mentions : sortIds(mentions),
      ...time,
    };
    await requireSendable(tx, changed);
    await tx.update(scheduledMessages).set(changed).where(isRow(key));
    if (time !== undefined) await enqueueSend(ctx, tx, changed);
    return {
      stored: changed,
      deliveries: await appendEvents(tx, [eventOf("message.scheduled", key)]),
    };
  });
  ctx.bus.deliver(deliveries);
  return toScheduled(stored);
}

/** Cancels a message of the caller, whose files can then be sent with another one. One that is not there is not an error; one that is being sent is. */
export async function unscheduleMessage({
  ctx,
  input: { messageId: id },
}: Call<ScheduledMessageInput>): Promise<void> {
  const key = { userId: ctx.actor.id, id };
  const deliveries = await ctx.db.transaction(async (tx) => {
    const removed = await tx
      .delete(scheduledMessages)
      .where(and(isRow(key), ne(scheduledMessages.state, "sending")))
      .returning({ files: scheduledMessages.files });
    if (removed.some(({ files }) => files !== null))
      await releaseFiles(tx, { userId: key.userId, messageId: id, now: ctx.clock.now() });
    if (removed.length > 0) return appendEvents(tx, [eventOf("message.unscheduled", key)]);
    if ((await findRow(tx, key)) !== undefined) throw new DomainError("version_conflict");
    return [];
  });
  ctx.bus.deliver(deliveries);
}

/** The messages of a user that are to be sent later, the first to be sent first. */
export async function loadScheduled(db: Executor, userId: string): Promise<ScheduledMessage[]> {
  const rows = await db
    .select()
    .from(scheduledMessages)
    .where(eq(scheduledMessages.userId, userId))
    .orderBy(asc(scheduledMessages.sendAt), asc(scheduledMessages.id));
  return rows.map(toScheduled);
}

/** The caller's messages that are to be sent later, and those that were returned. */
export async function listScheduled({ ctx }: { ctx: ActorContext }): Promise<ScheduledMessages> {
  return { scheduled: await loadScheduled(ctx.db, ctx.actor.id) };
}

/** Reserves a message for one sending, after which it can neither be changed nor canceled. */
async function claim({ db }: Platform, key: Key, jobId: string): Promise<Row | undefined> {
  const [row] = await db
    .update(scheduledMessages)
    .set({ state: "sending" })
    .where(
      and(isRow(key), eq(scheduledMessages.jobId, jobId), ne(scheduledMessages.state, "returned")),
    )
    .returning();
  return row;
}

/** The files of a due message, unless the scanner has removed one since. Of a message that is stored they are not asked for. */
async function filesToSend(platform: Platform, row: Row) {
  const { userId, id, files } = row;
  if (files === null) return undefined;
  if ((await sentRows(platform.db, { userId, id })).length > 0) return files;
  return claimFiles(platform, { userId, messageId: id, fileIds: idsOf(row) });
}

/**
 * Sends a message that is due, as its author would now: who may no longer write gets it back with the reason. Returns
 * that reason. A repeat finds the row gone, or the message stored under its id.
 */
export async function sendScheduled(
  platform: Platform,
  { jobId, ...key }: Key & { readonly jobId: string },
): Promise<ErrorReason | null> {
  const row = await claim(platform, key, jobId);
  if (row === undefined) return null;
  const { userId: senderId, conversationId, id, body, replyToSeq, mentions } = row;
  const send = { senderId, conversationId, id, body, replyToSeq, mentions };
  let reason: ErrorReason | null = null;
  try {
    const files = await filesToSend(platform, row);
    // Without a token: its author may have signed out since.
    const { deliveries } = await platform.sends.send({ ...send, files, issuedAt: null });
    platform.bus.deliver(deliveries);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    ({ reason } = error);
  }
  const deliveries = await platform.db.transaction(async (tx) => {
    if (reason === null) await tx.delete(scheduledMessages).where(isRow(key));
    else await tx.update(scheduledMessages).set({ state: "returned", reason }).where(isRow(key));
    return appendEvents(tx, [
      eventOf(reason === null ? "message.unscheduled" : "message.scheduled", key),
    ]);
  });
  platform.bus.deliver(deliveries);
  return reason;
}

/** Sends a message of the caller before its time. If it is refused, it is returned as one that was due. */
export async function sendScheduledNow({ ctx, input }: Call<ScheduledMessageInput>): Promise<void> {
  const key = { userId: ctx.actor.id, id: input.messageId };
  const jobId = uuidv7();
  await ctx.db.transaction(async (tx) => {
    const row = await lockRow(tx, key);
    const now = ctx.clock.now();
    const due = { ...row, jobId, sendAt: now, state: "sending" as const, reason: null };
    await tx.update(scheduledMessages).set(due).where(isRow(key));
    // If this process ends before it has sent the message, the job does.
    await enqueueSend(ctx, tx, due);
  });
  const reason = await sendScheduled(ctx, { ...key, jobId });
  if (reason === "invalid_input")
    throw invalidInput("messageId", "has a file that cannot be sent any more");
  // The other reason with details is one of other inputs.
  if (reason !== null && reason !== "already_exists") throw new DomainError(reason);
}

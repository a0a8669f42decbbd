import type {
  ChangeMeetingInput,
  Meeting,
  MeetingChange,
  ProposeMeetingInput,
} from "@parley/contract/cards";
import { meetingLimits } from "@parley/contract/limits";
import type { Executor } from "@parley/db/database";
import { meetings } from "@parley/db/schema";
import { statement } from "@parley/db/statement";
import { derivedUuid } from "@parley/db/uuid-at";
import { and, eq, sql } from "drizzle-orm";
import type { ActorContext, Call, Platform } from "../context.ts";
import { DomainError, invalidInput, oneTooMany, orNotFound } from "../errors.ts";
import { instantOf, localTimeOf } from "../local-time.ts";
import { lockConversations, lockMessage, requireChangeable } from "../messages/change-message.ts";
import { toOptionalDate } from "../moment.ts";
import { appendEvents } from "../stream/append.ts";
import { sendCard, showChanged } from "./card-messages.ts";
import { columnsOf, meetingRow, type MeetingRow, toMeeting } from "./load-cards.ts";
import { loadPlace, type PlaceRow } from "./place.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** How long before a meeting the two are reminded. */
const REMINDER = 60 * MINUTE;
/** How long a change rests before the other user is notified, who is not if there is a later one. */
const REST = MINUTE;

type Proposal = Pick<ProposeMeetingInput, "slots" | "timeZone" | "minutes" | "title" | "place">;

/** The proposed times in the contract's form, in their order; refuses those at which the two could not meet. */
function toSlots(
  { clock }: Platform,
  { slots, timeZone, minutes }: Proposal,
  path: string,
): string[] {
  const now = clock.now().getTime();
  const moments = slots.map((local, at) => {
    const field = `${path}slots.${at}`;
    const moment = instantOf(local, timeZone);
    if (moment === "no_such_date") throw invalidInput(field, "is no date of the calendar");
    if (moment === "skipped")
      throw invalidInput(field, `is a time that clocks skip in ${timeZone}`);
    if (moment.getTime() <= now) throw invalidInput(field, "is in the past");
    if (moment.getTime() > now + meetingLimits.daysMax * DAY)
      throw invalidInput(field, "is more than a year ahead");
    return { at, startsAt: moment.getTime() };
  });
  const ordered = moments.toSorted((one, other) => one.startsAt - other.startsAt);
  for (const [index, { at, startsAt }] of ordered.entries()) {
    const before = ordered[index - 1];
    if (before !== undefined && startsAt < before.startsAt + minutes * MINUTE)
      throw invalidInput(`${path}slots.${at}`, "overlaps another one");
  }
  return ordered.map(({ startsAt }) => new Date(startsAt).toISOString());
}

type Said = Pick<
  Meeting,
  "title" | "place" | "state" | "slots" | "minutes" | "timeZone" | "agreed"
>;
const marks = { proposed: "", agreed: "✅ ", declined: "❌ ", canceled: "❌ " } as const;

/** What the card of a meeting says in words, to search, notifications, exports and programs that know no cards. */
function wordsOf({ title, place, state, slots, minutes, timeZone, agreed }: Said): string {
  const isOpen = state === "proposed" || state === "declined";
  const times = isOpen || agreed === null ? slots : [agreed.startsAt];
  const when = times
    .map((time) => localTimeOf(new Date(time), timeZone).replace("T", " "))
    .join(" / ");
  return [
    `📅 ${marks[state]}${title ?? ""}`.trim(),
    `${when} (${timeZone}), ${minutes} min`,
    ...(place === null ? [] : [place]),
  ].join("\n");
}

const lockedMeetings = statement({
  name: "cards.locked-meeting",
  row: meetingRow,
  sql: (id: string) => sql`
    select ${columnsOf(meetingRow, "m")} from ${meetings} m where m.id = ${id} for no key update`,
  examples: [""],
});

function requireRoom({ open_meetings: open }: PlaceRow, path: string) {
  if (open >= meetingLimits.openMax)
    throw oneTooMany(path, "a conversation", meetingLimits.openMax);
}

/** Meetings are of two people: in a group it is not clear whose answer counts. */
function requirePair({ kind, are_people: arePeople }: PlaceRow) {
  if (kind !== "direct") throw invalidInput("conversationId", "is of a group, and not of two");
  if (arePeople !== true) throw invalidInput("conversationId", "is not of two people");
}

/** Whether a stored meeting is what a call proposed, as far as it still says so. */
const isSame = (row: MeetingRow, input: ProposeMeetingInput, creatorId: string) =>
  row.creator_id === creatorId &&
  row.conversation_id === input.conversationId &&
  (row.version > 1 ||
    (row.title === (input.title ?? null) &&
      row.place === (input.place ?? null) &&
      row.minutes === input.minutes &&
      row.time_zone === input.timeZone &&
      row.slots.join(" ") ===
        input.slots
          .map((local) => instantOf(local, input.timeZone))
          .flatMap((moment) => (moment instanceof Date ? moment.toISOString() : []))
          .toSorted()
          .join(" ")));

/** Stores a meeting. Returns the one that was stored under its id before, if it is the same. */
async function storeMeeting(ctx: ActorContext, input: ProposeMeetingInput): Promise<MeetingRow> {
  const { id, conversationId, timeZone, minutes, title, place } = input;
  const userId = ctx.actor.id;
  return ctx.db.transaction(async (tx) => {
    await lockConversations(tx, [conversationId]);
    const [known] = await lockedMeetings(tx, id);
    if (known !== undefined) {
      if (!isSame(known, input, userId)) throw new DomainError("idempotency_conflict");
      return known;
    }
    const now = ctx.clock.now();
    const where = await loadPlace(tx, {
      ...{ userId, conversationId, ownerId: userId, sourceSeq: null, now },
    });
    if (where.refusal !== null) throw new DomainError(where.refusal);
    requirePair(where);
    requireRoom(where, "id");
    const slots = toSlots(ctx, input, "");
    await tx.insert(meetings).values({
      ...{ id, conversationId, creatorId: userId, proposerId: userId, changedBy: userId },
      ...{ title, place, slots, minutes, timeZone, changedAt: now },
    });
    const [row] = await lockedMeetings(tx, id);
    return orNotFound(row);
  });
}

/**
 * Proposes a meeting to the other user of a direct conversation, as a card. The same id with the same meeting returns the
 * first result.
 */
export async function proposeMeeting({ ctx, input }: Call<ProposeMeetingInput>): Promise<Meeting> {
  const stored = await storeMeeting(ctx, input);
  if (stored.seq !== null) return toMeeting(stored);
  const { id, conversation_id: conversationId, time_zone: timeZone } = stored;
  const body = wordsOf({ ...stored, timeZone, agreed: null });
  await sendCard(ctx, { table: meetings, id, conversationId, body });
  const [row] = await lockedMeetings(ctx.db, id);
  return toMeeting(orNotFound(row));
}

/** What a change makes of a meeting. */
type Changes = Partial<
  Pick<
    Meeting,
    | "state"
    | "proposerId"
    | "slots"
    | "minutes"
    | "timeZone"
    | "title"
    | "place"
    | "agreed"
    | "metBy"
    | "missedBy"
  >
>;

const conflict = () => new DomainError("version_conflict");

function accept(
  { clock }: Platform,
  { slots, minutes }: Meeting,
  { startsAt }: Extract<MeetingChange, { do: "accept" }>,
): Changes {
  const start = new Date(startsAt);
  const slot = start.toISOString();
  if (!slots.includes(slot)) throw invalidInput("change.startsAt", "is none of the proposed times");
  if (start <= clock.now()) throw invalidInput("change.startsAt", "is in the past");
  const endsAt = new Date(start.getTime() + minutes * MINUTE).toISOString();
  return { state: "agreed", slots: [], agreed: { startsAt: slot, endsAt } };
}

/** Whether a meeting is already as a change would make it: a repeat, or the same decision on another device. */
function isDone(
  { state, agreed, metBy, missedBy }: Meeting,
  change: MeetingChange,
  userId: string,
) {
  switch (change.do) {
    case "accept":
      return state === "agreed" && agreed?.startsAt === new Date(change.startsAt).toISOString();
    case "decline":
      return state === "declined";
    case "cancel":
      return state === "canceled";
    case "answer":
      return (change.didMeet ? metBy : missedBy).includes(userId);
    case "propose":
      return false;
  }
}

/**
 * What a change makes of the version that its user saw. What that version's state does not allow is a conflict, as a
 * version that is no longer the present one.
 */
function decide(ctx: ActorContext, before: Meeting, change: MeetingChange): Changes {
  const { state, agreed, proposerId } = before;
  const userId = ctx.actor.id;
  const isHeld = before.metBy.length > 0;
  switch (change.do) {
    case "accept": {
      if (state !== "proposed") throw conflict();
      if (proposerId === userId) throw new DomainError("forbidden");
      return accept(ctx, before, change);
    }
    case "propose": {
      if (isHeld) throw conflict();
      const slots = toSlots(ctx, change, "change.");
      const isOn = state === "agreed" || state === "proposed";
      return {
        ...{ state: "proposed", proposerId: userId, slots, metBy: [], missedBy: [] },
        ...{ minutes: change.minutes, timeZone: change.timeZone },
        title: change.title === undefined ? before.title : change.title,
        place: change.place === undefined ? before.place : change.place,
        agreed: isOn ? agreed : null,
      };
    }
    case "decline": {
      if (state !== "proposed") throw conflict();
      if (agreed !== null) return { state: "agreed", slots: [] };
      // A proposer cancels.
      if (proposerId === userId) throw new DomainError("forbidden");
      return { state: "declined" };
    }
    case "cancel": {
      if (state === "declined" || isHeld) throw conflict();
      return { state: "canceled", slots: agreed === null ? before.slots : [] };
    }
    case "answer": {
      if (state !== "agreed" || agreed === null) throw conflict();
      if (new Date(agreed.endsAt) > ctx.clock.now())
        throw invalidInput("change.didMeet", "is not known before the end of the meeting");
      const without = (ids: readonly string[]) => ids.filter((id) => id !== userId);
      const { metBy, missedBy } = before;
      return change.didMeet
        ? { metBy: [...without(metBy), userId], missedBy: without(missedBy) }
        : { metBy: without(metBy), missedBy: [...without(missedBy), userId] };
    }
  }
}

/** Stores a change of one version of a meeting. Only the first one of two of them finds it. */
async function storeChanges(
  tx: Executor,
  { id, version }: Meeting,
  { agreed, ...changes }: Changes & { readonly changedBy: string; readonly changedAt: Date },
) {
  const times = agreed && {
    startsAt: toOptionalDate(agreed.startsAt),
    endsAt: toOptionalDate(agreed.endsAt),
  };
  const changed = await tx
    .update(meetings)
    .set({
      ...changes,
      ...(agreed === null ? { startsAt: null, endsAt: null } : times),
      version: version + 1,
    })
    .where(and(eq(meetings.id, id), eq(meetings.version, version)))
    .returning({ id: meetings.id });
  if (changed.length === 0) throw conflict();
  const [row] = await lockedMeetings(tx, id);
  return toMeeting(orNotFound(row));
}

/** Plans what users who are away are told: of the change, and of the meeting an hour before it. */
async function planNotifications(
  { jobs, clock }: Platform,
  tx: Executor,
  { after, before }: { after: Meeting; before: Meeting },
) {
  const { id: meetingId, version, agreed } = after;
  const startsAt = agreed?.startsAt;
  const now = clock.now().getTime();
  const remindAt = startsAt === undefined ? 0 : new Date(startsAt).getTime() - REMINDER;
  const isNewTime = startsAt !== undefined && startsAt !== before.agreed?.startsAt;
  await jobs.enqueue(tx, [
    {
      ...{ kind: "meetings.tell", key: derivedUuid(meetingId, String(version)) },
      ...{ data: { meetingId, version }, runAt: new Date(now + REST) },
    },
  ]);
  if (!isNewTime || remindAt <= now) return;
  await jobs.enqueue(tx, [
    {
      // Agreed on again after another time, it is another job.
      ...{ kind: "meetings.remind", key: derivedUuid(meetingId, String(version), startsAt) },
      ...{ data: { meetingId, startsAt }, runAt: new Date(remindAt) },
    },
  ]);
}

/** Changes a meeting whose card the caller sees. What is so already is not an error. */
export async function changeMeeting({
  ctx,
  input: { meetingId, expectedVersion, change },
}: Call<ChangeMeetingInput>): Promise<Meeting> {
  const [found] = await ctx.db
    .select({ conversationId: meetings.conversationId, seq: meetings.seq })
    .from(meetings)
    .where(eq(meetings.id, meetingId));
  const { conversationId, seq } = orNotFound(found);
  const key = { conversationId, seq: orNotFound(seq) };
  const userId = ctx.actor.id;
  const { meeting, deliveries } = await ctx.db.transaction(async (tx) => {
    const message = await lockMessage(tx, { ctx, key });
    requireChangeable(message);
    const before = toMeeting(orNotFound((await lockedMeetings(tx, meetingId))[0]));
    if (isDone(before, change, userId)) return { meeting: before, deliveries: [] };
    if (before.version !== expectedVersion) throw conflict();
    const now = ctx.clock.now();
    if (change.do === "propose") {
      const place = { userId, conversationId, ownerId: userId, sourceSeq: null, now };
      const where = await loadPlace(tx, place);
      requirePair(where);
      const isOpen = before.state === "proposed" || before.state === "agreed";
      if (!isOpen) requireRoom(where, "meetingId");
    }
    const changes = decide(ctx, before, change);
    const stored = { ...changes, changedBy: userId, changedAt: now };
    const after = await storeChanges(tx, before, stored);
    if (change.do !== "answer") await planNotifications(ctx, tx, { before, after });
    const events = await showChanged(ctx, tx, { key, message, body: wordsOf(after) });
    return { meeting: after, deliveries: await appendEvents(tx, events) };
  });
  ctx.bus.deliver(deliveries);
  return meeting;
}

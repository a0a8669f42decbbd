import * as z from "zod";
import {
  conversationIdSchema,
  messageIdSchema,
  seqSchema,
  timeSchema,
  userIdSchema,
} from "./ids.ts";
import { limits, meetingLimits } from "./limits.ts";
import { timeZoneSchema } from "./notifications.ts";
import { textSchema } from "./text.ts";
import { localMomentSchema } from "./writing.ts";

/** A date of the calendar, "2026-12-04". */
export const calendarDateSchema = z.iso.date({ error: "is not a date, such as 2026-12-04" });

const itemState = z.enum(["open", "done", "removed"]);

/**
 * An action item of a conversation: what one of its users has agreed to do.
 *
 * A shared one has a card: the message with the same id, whose text says the same in words. One with no `seq` is private:
 * only its creator, who is its owner, sees it.
 */
export const actionItemSchema = z.object({
  kind: z.literal("action_item"),
  id: messageIdSchema,
  conversationId: conversationIdSchema,
  /** `seq` of its card; null if it is private. */
  seq: seqSchema.nullable(),
  creatorId: userIdSchema,
  /** Who is to do it. They may have left since: then it has no owner, and others may take it. */
  ownerId: userIdSchema,
  text: z.string(),
  /** The date by which it is to be done, by the owner's clock. */
  dueOn: z.string().nullable(),
  /** `removed`: only its card shows it, and it can be restored. */
  state: itemState,
  /** `seq` of the message that it was made of. */
  sourceSeq: seqSchema.nullable(),
  version: z.int().min(1),
  /** Of the last change. */
  changedAt: timeSchema,
});
export type ActionItem = z.infer<typeof actionItemSchema>;

const minutesSchema = z.int().min(meetingLimits.minutesMin).max(meetingLimits.minutesMax);

/** A meeting of the two users of a direct conversation. It has a card: the message with the same id. */
export const meetingSchema = z.object({
  kind: z.literal("meeting"),
  id: messageIdSchema,
  conversationId: conversationIdSchema,
  seq: seqSchema,
  creatorId: userIdSchema,
  title: z.string().nullable(),
  /** A place, or a link. */
  place: z.string().nullable(),
  /** `proposed`: one of the times is to be accepted, also if another one is agreed and holds until then. */
  state: z.enum(["proposed", "agreed", "declined", "canceled"]),
  /** Who proposed the times: the other user answers. */
  proposerId: userIdSchema,
  /** When it may begin; none unless it is proposed or declined. */
  slots: z.array(timeSchema),
  /** How long each of them is. */
  minutes: minutesSchema,
  /** The zone in which the times were chosen. */
  timeZone: z.string(),
  /** The time that both have agreed on. A canceled meeting keeps it. */
  agreed: z.object({ startsAt: timeSchema, endsAt: timeSchema }).nullable(),
  /** Who has said afterwards that they met, and who that they did not. */
  metBy: z.array(userIdSchema),
  missedBy: z.array(userIdSchema),
  /** Who made the last change. */
  changedBy: userIdSchema,
  version: z.int().min(1),
  changedAt: timeSchema,
});
export type Meeting = z.infer<typeof meetingSchema>;

/** A thing that messages refer to: its card shows the thing as it is now. */
export const cardSchema = z.discriminatedUnion("kind", [actionItemSchema, meetingSchema]);
export type Card = z.infer<typeof cardSchema>;

/** The things of a conversation that the caller can see: the open ones, and the latest of the others. */
export const cardsSchema = z.object({
  cards: z.array(cardSchema).max(limits.cardsMax + meetingLimits.listedMax),
});
export type Cards = z.infer<typeof cardsSchema>;

/** `id` is created by the client, and is that of the card. Sending the same again is safe and changes nothing. */
export const createItemInput = z.strictObject({
  id: messageIdSchema,
  conversationId: conversationIdSchema,
  text: textSchema(limits.itemTextMax),
  /** The caller, if omitted. */
  ownerId: userIdSchema.optional(),
  dueOn: calendarDateSchema.nullish(),
  /** Whether the others see it, as a card among the messages. */
  isShared: z.boolean(),
  sourceSeq: seqSchema.nullish(),
});
export type CreateItemInput = z.infer<typeof createItemInput>;

/** What changes; omitted fields stay. Only the creator can change the text. */
export const changeItemInput = z.strictObject({
  itemId: messageIdSchema,
  text: textSchema(limits.itemTextMax).optional(),
  ownerId: userIdSchema.optional(),
  dueOn: calendarDateSchema.nullish(),
  state: itemState.optional(),
});
export type ChangeItemInput = z.infer<typeof changeItemInput>;

/**
 * Times as the clocks of a zone show them, and how long each is. A time that they skip is refused; one that they show
 * twice is the first of the two.
 */
const proposedTimes = {
  slots: z.array(localMomentSchema).min(1).max(meetingLimits.slotsMax),
  timeZone: timeZoneSchema,
  minutes: minutesSchema,
  title: textSchema(meetingLimits.titleMax).nullish(),
  place: textSchema(meetingLimits.placeMax).nullish(),
};

/** `id` is created by the client, and is that of the card. Sending the same again is safe and changes nothing. */
export const proposeMeetingInput = z.strictObject({
  id: messageIdSchema,
  conversationId: conversationIdSchema,
  ...proposedTimes,
});
export type ProposeMeetingInput = z.infer<typeof proposeMeetingInput>;

/** What a user does about a meeting. */
export const meetingChangeSchema = z.discriminatedUnion("do", [
  /** Accepts one of the times that the other user has proposed. */
  z.strictObject({ do: z.literal("accept"), startsAt: timeSchema }),
  /** Proposes other times: a counter-proposal, or another time for what is agreed. Omitted texts stay. */
  z.strictObject({ do: z.literal("propose"), ...proposedTimes }),
  /** Turns down the proposed times. A time that is agreed holds. */
  z.strictObject({ do: z.literal("decline") }),
  z.strictObject({ do: z.literal("cancel") }),
  /** Says after it whether the two have met. */
  z.strictObject({ do: z.literal("answer"), didMeet: z.boolean() }),
]);
export type MeetingChange = z.infer<typeof meetingChangeSchema>;

/** A change of the version that the user saw. If the meeting has another one, it is a `version_conflict`. */
export const changeMeetingInput = z.strictObject({
  meetingId: messageIdSchema,
  expectedVersion: z.int().min(1),
  change: meetingChangeSchema,
});
export type ChangeMeetingInput = z.infer<typeof changeMeetingInput>;

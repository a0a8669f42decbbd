import { meetingLimits } from "@parley/contract/limits";
import { toTime } from "../conversation.ts";
import {
  MEETING_MINUTES,
  type ModelMeeting,
  type ModelMessage,
  orNotFound,
  personIn,
  refuseIf,
  type World,
} from "../world.ts";
import { messageAt, requireWritable, type Membership } from "./membership.ts";
import { send } from "./send.ts";

const MINUTE = 60_000;

/** A time so many hours after the present minute. */
export const slotIn = ({ now }: World, hours: number) =>
  Math.floor(now / MINUTE) * MINUTE + hours * 60 * MINUTE;

const marks = { proposed: "", agreed: " ✅", declined: " ❌", canceled: " ❌" } as const;

/** MEET-1: what the card says. */
function wordsOf({ title, state, slot, agreed }: ModelMeeting): string {
  const time = state === "proposed" || state === "declined" ? slot : (agreed ?? slot);
  const when = toTime(time ?? 0)
    .slice(0, 16)
    .replace("T", " ");
  return `📅${marks[state]} ${title}\n${when} (UTC), ${MEETING_MINUTES} min`;
}

/** MEET-6: a limit of those that are neither past nor off. */
function requireRoom({ now }: World, { conversation }: Membership) {
  const open = conversation.messages.filter(({ meeting }) => {
    if (meeting?.state === "proposed") return true;
    const isToCome = (meeting?.agreed ?? 0) + MEETING_MINUTES * MINUTE > now;
    return meeting?.state === "agreed" && isToCome;
  });
  refuseIf(open.length >= meetingLimits.openMax, "invalid_input");
}

/** MEET-1, MEET-7: proposed to the other user, who is a person. */
export function proposeMeeting(
  world: World,
  membership: Membership,
  { id, title, hours }: { id: string; title: string; hours: number },
): ModelMessage {
  const { userId } = membership;
  requireWritable(world, membership);
  const { pair } = membership.conversation;
  const isOfPeople = pair.every((one) => personIn(world, one).kind === "PERSON");
  refuseIf(pair.length === 0 || !isOfPeople, "invalid_input");
  requireRoom(world, membership);
  const meeting: ModelMeeting = {
    ...{ state: "proposed", proposerId: userId, changedBy: userId, slot: slotIn(world, hours) },
    ...{ title, agreed: null, version: 1, changedAt: world.now },
  };
  const body = wordsOf(meeting);
  const stored = send(world, membership, { id, body, replyTo: null, mentions: [] });
  stored.meeting = meeting;
  return stored;
}

export interface MeetingStep {
  readonly to: "accept" | "propose" | "decline" | "cancel";
  /** Whether its user saw another version. */
  readonly isStale: boolean;
  /** When it is proposed for. */
  readonly hours: number;
}

/** MEET-2 to MEET-5: what a change makes of the version that its user saw; undefined if it is so already. */
function decide(
  world: World,
  { state, slot, agreed, proposerId }: ModelMeeting,
  { to, isStale, hours, userId }: MeetingStep & { userId: string },
): Partial<ModelMeeting> | undefined {
  const isDone = { accept: "agreed", propose: null, decline: "declined", cancel: "canceled" }[to];
  if (state === isDone) return undefined;
  refuseIf(isStale, "version_conflict");
  switch (to) {
    case "accept":
      refuseIf(state !== "proposed", "version_conflict");
      refuseIf(proposerId === userId, "forbidden");
      refuseIf((slot ?? 0) <= world.now, "invalid_input");
      return { state: "agreed", agreed: slot, slot: null };
    case "propose": {
      const isOn = state === "agreed" || state === "proposed";
      const proposed = {
        state: "proposed",
        proposerId: userId,
        slot: slotIn(world, hours),
      } as const;
      return { ...proposed, agreed: isOn ? agreed : null };
    }
    case "decline":
      refuseIf(state !== "proposed", "version_conflict");
      if (agreed !== null) return { state: "agreed", slot: null };
      refuseIf(proposerId === userId, "forbidden");
      return { state: "declined" };
    case "cancel":
      refuseIf(state === "declined", "version_conflict");
      return { state: "canceled", slot: agreed === null ? slot : null };
  }
}

/** MEET-2 to MEET-5. The text of the card follows. */
export function changeMeeting(
  world: World,
  membership: Membership,
  { seq, ...step }: MeetingStep & { seq: number },
): ModelMessage {
  const { conversation, userId } = membership;
  refuseIf(!conversation.messages[seq - 1]?.meeting, "not_found");
  const stored = messageAt(membership, seq);
  const meeting = orNotFound(stored.meeting ?? undefined);
  requireWritable(world, membership);
  const { state } = meeting;
  const changes = decide(world, meeting, { ...step, userId });
  if (changes === undefined) return stored;
  const isOpen = state === "proposed" || state === "agreed";
  if (step.to === "propose" && !isOpen) requireRoom(world, membership);
  const { now: changedAt } = world;
  Object.assign(meeting, changes, { changedBy: userId, version: meeting.version + 1, changedAt });
  const body = wordsOf(meeting);
  if (body !== stored.body)
    Object.assign(stored, { body, version: stored.version + 1, editedAt: changedAt });
  return stored;
}

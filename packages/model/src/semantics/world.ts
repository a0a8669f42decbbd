import type { ErrorReason } from "@parley/contract/error-reasons";
import type { GroupState } from "@parley/contract/groups";
import type { Message, Reaction } from "@parley/contract/messages";
import type { Role, UserKind } from "@parley/contract/people";

/** Milliseconds since 1970. */
export type Time = number;

export interface ModelUser {
  readonly id: string;
  readonly kind: UserKind;
  name: string;
  role: Role;
  isActive: boolean;
  sharesReceipts: boolean;
}

/** One user joining or leaving one group. `After` is the last message before it. */
interface ModelMembership {
  readonly userId: string;
  readonly from: Time;
  readonly fromAfter: number;
  until: Time | null;
  untilAfter: number | null;
}

export interface ModelGroup {
  readonly id: string;
  name: string;
  mentorId: string;
  state: GroupState;
  archivedAt: Time | null;
  readonly memberships: ModelMembership[];
}

/** One user's side of a conversation. */
export interface ModelParticipant {
  /** The first message that they may see since joining, and the last one since leaving. */
  readonly from: number;
  until: number | null;
  /** Everything up to here is deleted for them. */
  cleared: number;
  read: number;
  /** What others may see of `read`. */
  shared: number;
  openedAt: Time | null;
  isMarked: boolean;
  isPinned: boolean;
  isArchived: boolean;
  mutedUntil: Time | null;
}

export interface ModelReaction {
  readonly emoji: Reaction["emoji"];
  readonly userId: string;
  readonly at: Time;
}

/** A stored message: the text of a deleted one is gone, its number stays. */
export interface ModelMessage {
  readonly id: Message["id"];
  readonly seq: number;
  readonly senderId: string;
  readonly replyToSeq: number | null;
  readonly at: Time;
  body: string | null;
  /** Ordered by id. */
  mentions: readonly string[];
  version: number;
  editedAt: Time | null;
  deletedAt: Time | null;
  reactions: readonly ModelReaction[];
  pin: { readonly userId: string; readonly at: Time } | null;
  readonly savedBy: Set<string>;
  /** The action item of which it is the card. */
  item: ModelItem | null;
  /** The meeting of which it is the card. */
  meeting: ModelMeeting | null;
}

/** How long each meeting of the model is. */
export const MEETING_MINUTES = 30;

/** A meeting of two, for which one time is proposed. */
export interface ModelMeeting {
  readonly title: string;
  state: "proposed" | "agreed" | "declined" | "canceled";
  proposerId: string;
  changedBy: string;
  slot: Time | null;
  agreed: Time | null;
  version: number;
  changedAt: Time;
}

/** A shared action item. */
export interface ModelItem {
  readonly text: string;
  ownerId: string;
  state: "open" | "done" | "removed";
  version: number;
  changedAt: Time;
}

export interface ModelConversation {
  /** Assigned by the server. */
  readonly id: string;
  /** A group's conversation has its id, a direct one has the two users. */
  readonly groupId: string | null;
  readonly pair: readonly string[];
  readonly startedAt: Time;
  readonly messages: ModelMessage[];
  readonly participants: Map<string, ModelParticipant>;
}

/** A message of a `SYSTEM` or `BOT` user. */
export interface Announced {
  readonly conversation: ModelConversation;
  readonly stored: ModelMessage;
}

/** The settings of an installation. */
export interface ModelPolicy {
  readonly mentorsReachEveryMentee: boolean;
  readonly customContactsAreReached: boolean;
  readonly blockIsToldAtOnce: boolean;
  readonly editWindow: number;
}

/** The whole state of the model. */
export interface World {
  readonly modelPolicy: ModelPolicy;
  now: Time;
  readonly people: Map<string, ModelUser>;
  readonly groups: Map<string, ModelGroup>;
  /** By group id, or by both users' ids in order: see `nameOfPair`. */
  readonly conversations: Map<string, ModelConversation>;
  /** Since when; keys are "blocker blocked". */
  readonly blocks: Map<string, Time>;
  /** Custom contacts; entries are "owner contact". */
  readonly added: Set<string>;
  /** What was announced, by "sender key". */
  readonly announced: Map<string, Announced>;
}

/** The reason of a refusal. */
export class Refusal extends Error {
  readonly reason: ErrorReason;
  constructor(reason: ErrorReason) {
    super(reason);
    this.reason = reason;
  }
}

export function refuseIf(isRefused: boolean, reason: ErrorReason): void {
  if (isRefused) throw new Refusal(reason);
}

/** The one answer for what does not exist and for what the caller may not see. */
export function orNotFound<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Refusal("not_found");
  return value;
}

export const nameOfPair = (one: string, other: string): string => [one, other].toSorted().join("+");
export const pairKey = (from: string, to: string): string => `${from} ${to}`;

/** A user who must exist in the world. */
export function personIn(world: World, id: string): ModelUser {
  const person = world.people.get(id);
  if (person === undefined) throw new Error(`there is no ${id}`);
  return person;
}

export const lastSeq = ({ messages }: ModelConversation): number => messages.length;

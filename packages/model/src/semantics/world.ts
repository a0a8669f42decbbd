import type { ErrorReason } from "@parley/contract/error-reasons";
import type { GroupState } from "@parley/contract/groups";
import type { Message, Reaction } from "@parley/contract/messages";
import type { Role } from "@parley/contract/people";

/** Milliseconds since 1970. */
export type Time = number;

export interface Somebody {
  readonly id: string;
  name: string;
  role: Role;
  isActive: boolean;
  sharesReceipts: boolean;
}

/** One coming and going of one person in one group. `After` is the last message that was there before. */
interface Stint {
  readonly userId: string;
  readonly from: Time;
  readonly fromAfter: number;
  until: Time | null;
  untilAfter: number | null;
}

export interface Team {
  readonly id: string;
  name: string;
  mentorId: string;
  state: GroupState;
  archivedAt: Time | null;
  readonly memberships: Stint[];
}

/** One person's side of a conversation. */
export interface Part {
  /** The first place that they may see, by their coming, and the last one, by their going. */
  readonly from: number;
  until: number | null;
  /** Everything up to here is gone for them. */
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

export interface Reacted {
  readonly emoji: Reaction["emoji"];
  readonly userId: string;
  readonly at: Time;
}

/** A message as it is stored: the text of a deleted one is gone, its place stays. */
export interface Said {
  readonly id: Message["id"];
  readonly seq: number;
  readonly senderId: string;
  readonly replyToSeq: number | null;
  readonly at: Time;
  body: string | null;
  /** In the order of ids. */
  mentions: readonly string[];
  version: number;
  editedAt: Time | null;
  deletedAt: Time | null;
  reactions: readonly Reacted[];
}

export interface Talk {
  /** Given by the server. */
  readonly id: string;
  /** A group's conversation has its id, a direct one has the two people. */
  readonly groupId: string | null;
  readonly pair: readonly string[];
  readonly startedAt: Time;
  readonly said: Said[];
  readonly parts: Map<string, Part>;
}

/** What a programme may decide for itself. */
export interface ModelPolicy {
  readonly mentorsReachEveryMentee: boolean;
  readonly customContactsAreReached: boolean;
  readonly blockIsToldAtOnce: boolean;
  readonly editWindow: number;
}

/** Everything that there is. */
export interface World {
  readonly modelPolicy: ModelPolicy;
  now: Time;
  readonly people: Map<string, Somebody>;
  readonly teams: Map<string, Team>;
  /** By group id, or by both people's ids in order: see `nameOfPair`. */
  readonly talks: Map<string, Talk>;
  /** Since when; keys are "blocker blocked". */
  readonly blocks: Map<string, Time>;
  /** Contacts by hand; entries are "owner contact". */
  readonly added: Set<string>;
}

/** Why the product says no. */
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

/** The one answer for what is absent and for what is not one's own to see. */
export function orNotFound<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Refusal("not_found");
  return value;
}

export const nameOfPair = (one: string, other: string): string => [one, other].toSorted().join("+");
export const pairKey = (from: string, to: string): string => `${from} ${to}`;

/** Somebody of whom the world is sure. */
export function personIn(world: World, id: string): Somebody {
  const person = world.people.get(id);
  if (person === undefined) throw new Error(`there is no ${id}`);
  return person;
}

export const lastSeq = ({ said }: Talk): number => said.length;

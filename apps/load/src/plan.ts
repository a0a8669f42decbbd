import { createHash } from "node:crypto";
import type { DemoPeople } from "@parley/contract/demo";
import { messageIdOf } from "./message-id.ts";
import { LoadProblem } from "./problem.ts";
import type { SourceConversation } from "./read-conversations.ts";

export interface PlannedMessage {
  readonly id: string;
  readonly senderId: string;
  readonly body: string;
}

/** All messages for the conversation of one pair, in order. */
export interface Lane {
  readonly pair: Pair;
  readonly messages: readonly PlannedMessage[];
}

export type Pair = readonly [a: string, b: string];
type Entry = DemoPeople["people"][number];

/** This share of the conversations goes to one pair, whose log becomes long enough to test long logs. */
const BUSIEST_SHARE = 0.4;

/** Decided only from roles and groups, which do not change between an interrupted run and the next. */
function mayWrite(one: Entry, other: Entry): boolean {
  if (one.person.role === "ADMIN" || other.person.role === "ADMIN") return true;
  return one.groupName !== null && one.groupName === other.groupName;
}

/** All pairs of demo users who may write to each other, in the server's order. */
export function pairsOf({ people }: DemoPeople): Pair[] {
  return people.flatMap((one, index) =>
    people
      .slice(index + 1)
      .filter((other) => mayWrite(one, other))
      .map((other): Pair => [one.person.id, other.person.id]),
  );
}

/** A number from 0 up to 1, always the same for the same text. */
const shareOf = (text: string) =>
  createHash("sha256").update(text).digest().readUInt32BE(0) / 2 ** 32;

/** The index of a conversation's pair among `count` pairs, of which the last is the busiest. */
function placeOf(id: string, count: number): number {
  const share = shareOf(id);
  if (share < BUSIEST_SHARE || count === 1) return count - 1;
  const rest = (share - BUSIEST_SHARE) / (1 - BUSIEST_SHARE);
  return Math.floor(rest * (count - 1));
}

/**
 * The messages of each pair, the longest lane first. A conversation goes to the same pair whatever else is in the file,
 * and conversations of one pair are sequential, so that no two of them interleave.
 */
export function planLanes(
  conversations: readonly SourceConversation[],
  people: DemoPeople,
): readonly Lane[] {
  const pairs = pairsOf(people);
  if (pairs.length === 0) {
    throw new LoadProblem("The server has no demo people who may write to each other.");
  }
  const lanes = pairs.map((pair) => ({ pair, messages: new Array<PlannedMessage>() }));
  for (const conversation of conversations) {
    const lane = lanes[placeOf(conversation.id, lanes.length)];
    for (const [index, { from, text }] of conversation.messages.entries()) {
      const senderId = lane?.pair[from === "a" ? 0 : 1] ?? "";
      lane?.messages.push({ id: messageIdOf(conversation, index), senderId, body: text });
    }
  }
  return lanes
    .filter(({ messages }) => messages.length > 0)
    .toSorted((a, b) => b.messages.length - a.messages.length);
}

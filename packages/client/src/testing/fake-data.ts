import type { Message, Person } from "@parley/contract";

/** The UUID of a number, for the ids of conversations and messages. */
export const idOf = (number: number) =>
  `01890000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;

/** A person without a picture. */
export function personOf(id: string, name: string, role: Person["role"] = "MENTEE"): Person {
  return { id, name, role, avatarUrl: null };
}

interface MessageFacts {
  readonly conversationId: string;
  readonly seq: number;
  readonly senderId: string;
  readonly body: string;
  readonly createdAt?: string;
}

/** A message as the server returns it. The same place in a conversation has the same id. */
export const messageOf = (facts: MessageFacts): Message => ({
  id: `${(0x1_8a_00_00 + facts.seq).toString(16).padStart(8, "0")}-0000-7000-8000-${facts.conversationId.slice(-12)}`,
  replyToSeq: null,
  mentions: [],
  reactions: [],
  version: 1,
  createdAt: new Date(Date.UTC(2026, 10, 22, 9) + facts.seq * 1_000).toISOString(),
  editedAt: null,
  deletedAt: null,
  ...facts,
});

import { fold, FOLD_VERSION } from "@parley/contract/folding";
import type { conversations, messages, participants } from "@parley/db/schema";
import type { ProgrammeConversation } from "./programme/conversation.ts";
import { groups } from "./programme/groups.ts";
import { people, type PersonId } from "./programme/people.ts";
import { scheduleOf } from "./schedule.ts";
import { parseTranscript } from "./transcript.ts";
import { uuidAt } from "@parley/db/uuid-at";

export interface ConversationRows {
  readonly conversation: typeof conversations.$inferInsert;
  readonly participants: readonly (typeof participants.$inferInsert)[];
  readonly messages: readonly (typeof messages.$inferInsert)[];
}

const firstName = (name: string) => name.split(" ")[0];

function membersOf(conversation: ProgrammeConversation): readonly PersonId[] {
  if ("between" in conversation) return conversation.between;
  return groups
    .filter((group) => group.id === conversation.group)
    .flatMap((group) => [group.mentorId, ...group.menteeIds]);
}

function speakerAmong(members: readonly PersonId[], speaker: string): PersonId {
  const person = people.find(({ id, name }) => members.includes(id) && firstName(name) === speaker);
  if (person === undefined) throw new Error(`${speaker} is not one of ${members.join(", ")}`);
  return person.id;
}

function keyOf(conversation: ProgrammeConversation) {
  if ("group" in conversation) return { kind: "group", groupId: conversation.group } as const;
  const [one, other] = conversation.between;
  // JavaScript and the database's "C" collation agree on the order of these ids: they are ASCII.
  const [lowUser, highUser] = one < other ? [one, other] : [other, one];
  return { kind: "direct", lowUser, highUser } as const;
}

/** One conversation as rows, its last messages just before `now`. */
export function conversationRows(conversation: ProgrammeConversation, now: Date): ConversationRows {
  const id = uuidAt(now);
  const members = membersOf(conversation);
  const lines = parseTranscript(conversation.transcript);
  const times = scheduleOf(
    lines.map((line) => line.moment),
    now,
  );
  const written = lines.map((line, index) => {
    const createdAt = times[index] ?? now;
    return {
      conversationId: id,
      seq: index + 1,
      id: uuidAt(createdAt),
      senderId: speakerAmong(members, line.speaker),
      body: line.text,
      searchText: fold(line.text),
      foldVersion: FOLD_VERSION,
      createdAt,
    };
  });
  const opener = written[0];
  const openedAt = opener?.createdAt ?? now;
  return {
    conversation: {
      id,
      ...keyOf(conversation),
      lastSeq: written.length,
      lastMessageAt: written.at(-1)?.createdAt,
      createdAt: openedAt,
    },
    participants: members.map((userId) => {
      const readSeq = written.length - (conversation.unread?.[userId] ?? 0);
      const opened = "between" in conversation && userId === opener?.senderId;
      return {
        conversationId: id,
        userId,
        readSeq,
        sharedReadSeq: readSeq,
        openedAt: opened ? openedAt : null,
      };
    }),
    messages: written,
  };
}

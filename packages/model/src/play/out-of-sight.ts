import { type Need, needsOf, type TestApi } from "@parley/api/testing/internals";
import type { StreamEventType } from "@parley/contract/events";
import { cardsFor } from "../semantics/conversation.ts";
import { contactOf } from "../semantics/relations.ts";
import { participantOf, visible } from "../semantics/visibility.ts";
import { conversationsOf } from "../semantics/screen.ts";
import type { World } from "../semantics/world.ts";

/** A row of the log. */
interface Row {
  readonly owner: string;
  readonly type: StreamEventType;
  readonly about: string | null;
  readonly message_seq: number | null;
  readonly subject_id: string | null;
  readonly data: unknown;
}

/** The row of a user's log with a number. */
export async function readLogAt(
  { platform }: TestApi,
  userId: string,
  seq: number,
): Promise<Row | undefined> {
  const { rows } = await platform.db.execute<Row & Record<string, unknown>>(`
    select user_id as owner, type, conversation_id as about, message_seq, subject_id, data
    from parley.stream_events where user_id = '${userId}' and seq = ${seq}`);
  return rows[0];
}

const idsOf = (data: unknown): string[] =>
  typeof data === "object" && data !== null && "ids" in data && Array.isArray(data.ids)
    ? data.ids.map(String)
    : [];

const conversationOf = ({ conversations }: World, { about }: Row) =>
  [...conversations.values()].find(({ id }) => id === about);

/** Whether what an event refers to is not visible to its recipient. */
const isHidden: { readonly [Each in Need]: (world: World, row: Row) => boolean } = {
  message(world, row) {
    const conversation = conversationOf(world, row);
    return (
      !conversation ||
      !visible(conversation, participantOf(conversation, row.owner)).some(
        ({ seq }) => seq === row.message_seq,
      )
    );
  },
  conversations(world, row) {
    const conversation = conversationOf(world, row);
    return !conversation || !conversationsOf(world, row.owner).includes(conversation);
  },
  contacts: (world, { owner, data }) => !idsOf(data).some((id) => contactOf(world, owner, id)),
  blocked: ({ blocks }, { owner, subject_id: blocked }) => !blocks.has(`${owner} ${blocked ?? ""}`),
  kept: () => false,
  readStates: () => false,
  groups: () => false,
  people: () => false,
  scheduled: () => false,
  templates: () => false,
  drafts: () => false,
  // Random programs send none.
  reports: () => false,
  cards(world, row) {
    const conversation = conversationOf(world, row);
    return !conversation || !((row.subject_id ?? "") in cardsFor(conversation, row.owner));
  },
};

/** An event is omitted if what it refers to is not visible to its recipient at delivery, and for no other reason. */
export const isOutOfSight = (world: World, row: Row): boolean =>
  needsOf(row).some((need) => isHidden[need](world, row));

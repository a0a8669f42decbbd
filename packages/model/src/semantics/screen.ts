import type { BlockedPerson, Contact } from "@parley/contract/contacts";
import type { Conversation } from "@parley/contract/conversations";
import type { Group } from "@parley/contract/groups";
import type { Message } from "@parley/contract/messages";
import type { Person } from "@parley/contract/people";
import type { Snapshot } from "@parley/client";
import { cardsFor, detailOf, messageOf, rowOf, toTime } from "./conversation.ts";
import { byName, compare } from "./order.ts";
import { asPerson, blocks, contactOf, isPresent, reaches } from "./relations.ts";
import { isListed, participantOf, visible } from "./visibility.ts";
import { personIn, type ModelConversation, type ModelGroup, type World } from "./world.ts";

export function groupOf(world: World, team: ModelGroup): Group {
  const inIt = [...world.people.keys()].filter((id) => isPresent(team, id)).toSorted();
  return {
    id: team.id,
    name: team.name,
    mentor: asPerson(personIn(world, team.mentorId)),
    mentees: inIt.filter((id) => id !== team.mentorId).map((id) => asPerson(personIn(world, id))),
    state: team.state,
    endsAt: null,
    conversationId: world.conversations.get(team.id)?.id ?? "",
  };
}

/** GRP-5: the user's own groups, and for an ADMIN all. */
const groupsFor = (world: World, viewerId: string): Group[] =>
  [...world.groups.values()]
    .filter((team) => personIn(world, viewerId).role === "ADMIN" || isPresent(team, viewerId))
    .toSorted((one, other) => compare(one.id, other.id))
    .map((team) => groupOf(world, team));

const contactsFor = (world: World, ownerId: string): Contact[] =>
  [...world.people.keys()]
    .filter((id) => id !== ownerId)
    .toSorted()
    .flatMap((id) => contactOf(world, ownerId, id) ?? []);

/** BLK-1: the users whom a user blocks, the latest first. */
export const blockedFor = (world: World, blockerId: string): BlockedPerson[] =>
  [...world.people.values()]
    .filter(({ id }) => blocks(world, blockerId, id))
    .map((person) => ({
      person: asPerson(person),
      since: toTime(world.blocks.get(`${blockerId} ${person.id}`) ?? 0),
    }))
    .toSorted(
      (one, other) => compare(other.since, one.since) || compare(one.person.id, other.person.id),
    );

/** CONV-4: the latest message first. */
const latestFirst = (one: Conversation, other: Conversation) =>
  compare(other.activeAt, one.activeAt) || compare(other.id, one.id);

/** CONV-10: the result of each filter of the list. */
function listsFor(world: World, viewerId: string) {
  const rows = conversationsOf(world, viewerId)
    .map((conversation) => rowOf(world, conversation, viewerId))
    .toSorted(latestFirst);
  const all = rows.filter(({ archived }) => !archived);
  return {
    all,
    archived: rows.filter(({ archived }) => archived),
    unread: all.filter(({ unread, markedUnread }) => unread > 0 || markedUnread),
    pinned: all.filter(({ pinned }) => pinned),
  };
}

/** The conversations in a user's list, under any filter. */
export const conversationsOf = ({ conversations }: World, viewerId: string): ModelConversation[] =>
  [...conversations.values()].filter((conversation) => {
    const part = conversation.participants.get(viewerId);
    return part !== undefined && isListed(conversation, part);
  });

/** SRCH-7: search results for a word that is in every message, newest first. */
export const foundBy = (world: World, viewerId: string): Message[] =>
  talksWith(world, viewerId)
    .flatMap((conversation) =>
      visible(conversation, participantOf(conversation, viewerId)).map((stored) =>
        messageOf(conversation, stored),
      ),
    )
    .filter(({ deletedAt, senderId }) => deletedAt === null && !blocks(world, viewerId, senderId))
    .toSorted(
      (one, other) =>
        compare(other.createdAt, one.createdAt) ||
        compare(other.conversationId, one.conversationId) ||
        other.seq - one.seq,
    );

const talksWith = ({ conversations }: World, viewerId: string): ModelConversation[] =>
  [...conversations.values()].filter(({ participants }) => participants.has(viewerId));

/** MEN-6: the messages of others that mention a user. */
export const mentionsOf = (world: World, viewerId: string): Message[] =>
  foundBy(world, viewerId).filter(
    ({ senderId, mentions }) => senderId !== viewerId && mentions.includes(viewerId),
  );

/** USR-3: the users whom a user finds by a part of a name that all have. */
export const peopleFoundBy = (world: World, viewerId: string): Person[] =>
  [...world.people.values()]
    .filter(
      ({ id, kind }) => id !== viewerId && kind === "PERSON" && reaches(world, [viewerId, id]),
    )
    .map(asPerson)
    .toSorted(byName);

const page = (conversations: Conversation[]) => ({ conversations, nextCursor: null });

/** Everything that one user's screen shows. */
export function screenOf(world: World, viewerId: string): Snapshot {
  const { id, name, role, sharesReceipts } = personIn(world, viewerId);
  const listed = conversationsOf(world, viewerId);
  const windowOf = (conversation: ModelConversation) => ({
    messages: visible(conversation, participantOf(conversation, viewerId)).map((stored) =>
      messageOf(conversation, stored),
    ),
    hasOlder: false,
    hasNewer: false,
  });
  const { all, unread, pinned, archived } = listsFor(world, viewerId);
  const byId = <Value>(valueOf: (conversation: ModelConversation) => Value) =>
    Object.fromEntries(listed.map((conversation) => [conversation.id, valueOf(conversation)]));
  return {
    userId: viewerId,
    me: {
      ...{ id, name, role, avatarUrl: null, email: `${id}@example.org` },
      ...{ sharesPresence: true, sharesReceipts, sharesResponseTime: false, cursor: "0" },
    },
    conversations: page(all),
    filtered: { unread: page(unread), pinned: page(pinned), archived: page(archived) },
    details: byId((conversation) => detailOf(world, conversation, viewerId)),
    windows: byId(windowOf),
    quoted: {},
    cards: byId((conversation) => cardsFor(conversation, viewerId)),
    contacts: { contacts: contactsFor(world, viewerId) },
    blocked: { blocked: blockedFor(world, viewerId) },
    groups: { groups: groupsFor(world, viewerId) },
    scheduled: [],
    templates: [],
    drafts: [],
  };
}

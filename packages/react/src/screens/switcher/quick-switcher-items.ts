import type { BlockedPerson, Contact, Group, Person } from "@parley/contract";
import type { ConversationItem } from "../../conversation-item.ts";
import { rankName } from "../../text/rank-name.ts";

/** An existing conversation, or a user with whom one can be started. */
export interface QuickSwitcherItem {
  readonly key: string;
  readonly name: string;
  readonly goal:
    | { readonly type: "conversation"; readonly conversationId: string }
    | { readonly type: "person"; readonly personId: string };
  readonly isGroup: boolean;
  readonly isOnline: boolean;
  readonly avatarUrl: string | null;
  readonly shadeKey: string;
  readonly unread: number;
  readonly isMarkedUnread: boolean;
  readonly isMuted: boolean;
  /** A note about the conversation. */
  readonly note: "archived" | "readonly" | "blocked" | null;
  readonly role: Person["role"] | null;
}

/** Maximum number of shown items: more are found by typing another letter. */
const SHOWN_MAX = 50;

export interface QuickSwitcherSources {
  readonly conversations: readonly ConversationItem[];
  readonly contacts: readonly Contact[];
  readonly groups: readonly Group[];
  readonly blocked: readonly BlockedPerson[];
  /** Found by the server for the current text. */
  readonly people: readonly Person[];
  readonly onlineIds: ReadonlySet<string>;
}

function noteOf(item: ConversationItem, blockedIds: ReadonlySet<string>) {
  if (item.personId !== null && blockedIds.has(item.personId)) return "blocked";
  if (item.isReadonly) return "readonly";
  return item.isArchived ? "archived" : null;
}

const quiet = { unread: 0, isMarkedUnread: false, isMuted: false } as const;

function ofConversation(
  item: ConversationItem,
  blockedIds: ReadonlySet<string>,
): QuickSwitcherItem {
  const { id, name, isGroup, isOnline, avatarUrl, shadeKey, unread, isMarkedUnread } = item;
  return {
    key: id,
    name,
    isGroup,
    isOnline,
    avatarUrl,
    shadeKey,
    unread,
    isMarkedUnread,
    goal: { type: "conversation", conversationId: id },
    isMuted: item.mutedUntil !== null,
    note: noteOf(item, blockedIds),
    role: null,
  };
}

function ofPerson(
  { id, name, avatarUrl, role }: Person,
  sources: QuickSwitcherSources,
): QuickSwitcherItem {
  const isBlocked = sources.blocked.some(({ person }) => person.id === id);
  return {
    ...quiet,
    key: `person ${id}`,
    name,
    avatarUrl,
    role,
    shadeKey: id,
    isGroup: false,
    goal: { type: "person", personId: id },
    isOnline: sources.onlineIds.has(id),
    note: isBlocked ? "blocked" : null,
  };
}

function ofGroup({ conversationId, name }: Group): QuickSwitcherItem {
  return {
    ...quiet,
    key: conversationId,
    name,
    avatarUrl: null,
    role: null,
    shadeKey: conversationId,
    goal: { type: "conversation", conversationId },
    isGroup: true,
    isOnline: false,
    note: null,
  };
}

/** All items, each once: conversations first, then users without one. */
function allEntries(sources: QuickSwitcherSources): readonly QuickSwitcherItem[] {
  const { conversations, contacts, groups, blocked, people } = sources;
  const blockedIds = new Set(blocked.map(({ person }) => person.id));
  const known = new Set(conversations.flatMap(({ personId }) => personId ?? []));
  const ids = new Set(conversations.map(({ id }) => id));
  const others = new Map(
    [...contacts, ...blocked].map(({ person }) => [person.id, person] as const),
  );
  for (const person of people) others.set(person.id, person);
  return [
    ...conversations.map((item) => ofConversation(item, blockedIds)),
    ...groups.filter(({ conversationId }) => !ids.has(conversationId)).map(ofGroup),
    ...[...others.values()]
      .filter(({ id }) => !known.has(id))
      .map((person) => ofPerson(person, sources)),
  ];
}

const isWaiting = ({ unread, isMarkedUnread, isMuted }: QuickSwitcherItem) =>
  !isMuted && (unread > 0 || isMarkedUnread);

/**
 * The items for a text. Without a text unread ones come first, then the most recent; with one the best matches, equal ones in the
 * same order.
 */
export function quickSwitcherItems(
  sources: QuickSwitcherSources,
  text: string,
): readonly QuickSwitcherItem[] {
  const all = allEntries(sources);
  const typed = text.trim();
  if (typed === "") {
    const first = all.toSorted((one, other) => Number(isWaiting(other)) - Number(isWaiting(one)));
    return first.slice(0, SHOWN_MAX);
  }
  const ranked = all.flatMap((entry) => {
    const rank = rankName(entry.name, typed);
    return rank === undefined ? [] : [{ entry, rank }];
  });
  return ranked
    .toSorted((one, other) => one.rank - other.rank)
    .slice(0, SHOWN_MAX)
    .map(({ entry }) => entry);
}

import type { BlockedPerson, Contact, Group, Person, Role } from "@parley/contract";
import type { ConversationItem } from "../../conversation-item.ts";
import { rankName, SCATTERED } from "../../text/rank-name.ts";

/** An existing conversation, or a user with whom one can be started. */
export interface SearchTarget {
  readonly key: string;
  readonly name: string;
  /** Null if it has to be opened first. */
  readonly conversationId: string | null;
  /** The other user; null for a group. */
  readonly personId: string | null;
  readonly isOnline: boolean;
  readonly avatarUrl: string | null;
  readonly shadeKey: string;
  readonly unread: number;
  readonly isMarkedUnread: boolean;
  readonly isMuted: boolean;
  /** A note about the conversation. */
  readonly note: "archived" | "readonly" | "blocked" | null;
  readonly role: Role | null;
}

/** Maximum number of items of a section: more are found by typing another letter. */
const SHOWN_MAX = 50;

export interface TargetSources {
  readonly conversations: readonly ConversationItem[];
  readonly contacts: readonly Contact[];
  readonly groups: readonly Group[];
  readonly blocked: readonly BlockedPerson[];
  readonly onlineIds: ReadonlySet<string>;
}

function noteOf(item: ConversationItem, blockedIds: ReadonlySet<string>) {
  if (item.personId !== null && blockedIds.has(item.personId)) return "blocked";
  if (item.isReadonly) return "readonly";
  return item.isArchived ? "archived" : null;
}

const quiet = { unread: 0, isMarkedUnread: false, isMuted: false } as const;

function ofConversation(item: ConversationItem, blockedIds: ReadonlySet<string>): SearchTarget {
  const { id, name, personId, personRole, isOnline, avatarUrl, shadeKey } = item;
  return {
    key: id,
    name,
    conversationId: id,
    personId,
    isOnline,
    avatarUrl,
    shadeKey,
    unread: item.unread,
    isMarkedUnread: item.isMarkedUnread,
    isMuted: item.mutedUntil !== null,
    note: noteOf(item, blockedIds),
    role: personRole,
  };
}

const ofPerson = ({ id, name, avatarUrl, role }: Person): SearchTarget => ({
  ...quiet,
  key: `person ${id}`,
  name,
  avatarUrl,
  role,
  shadeKey: id,
  conversationId: null,
  personId: id,
  isOnline: false,
  note: null,
});

const ofGroup = ({ conversationId, name }: Group): SearchTarget => ({
  ...quiet,
  key: conversationId,
  name,
  avatarUrl: null,
  role: null,
  shadeKey: conversationId,
  conversationId,
  personId: null,
  isOnline: false,
  note: null,
});

/** All items that this device knows, each once: conversations first, then users without one. */
export function allTargets(sources: TargetSources): readonly SearchTarget[] {
  const { conversations, contacts, groups, blocked, onlineIds } = sources;
  const blockedIds = new Set(blocked.map(({ person }) => person.id));
  const known = new Set(conversations.flatMap(({ personId }) => personId ?? []));
  const ids = new Set(conversations.map(({ id }) => id));
  const others = new Map(
    [...contacts, ...blocked].map(({ person }) => [person.id, person] as const),
  );
  return [
    ...conversations.map((item) => ofConversation(item, blockedIds)),
    ...groups.filter(({ conversationId }) => !ids.has(conversationId)).map(ofGroup),
    ...[...others.values()]
      .filter(({ id }) => !known.has(id))
      .map((person) => ({
        ...ofPerson(person),
        isOnline: onlineIds.has(person.id),
        note: blockedIds.has(person.id) ? ("blocked" as const) : null,
      })),
  ];
}

/** The same with users whom the server has found. */
export function withPeople(
  all: readonly SearchTarget[],
  people: readonly Person[],
): readonly SearchTarget[] {
  const known = new Set(all.map(({ personId }) => personId));
  return [...all, ...people.filter(({ id }) => !known.has(id)).map(ofPerson)];
}

const isWaiting = ({ unread, isMarkedUnread, isMuted }: SearchTarget) =>
  !isMuted && (unread > 0 || isMarkedUnread);

/** What is found by name. */
export interface FoundTargets {
  readonly people: readonly SearchTarget[];
  readonly conversations: readonly SearchTarget[];
}

const NONE: FoundTargets = { people: [], conversations: [] };

/** Before a text is typed: the conversations, unread ones first, then the most recent, and users without one. */
function beforeTyping(all: readonly SearchTarget[]): FoundTargets {
  const first = all.toSorted((one, other) => Number(isWaiting(other)) - Number(isWaiting(one)));
  const isOpen = ({ conversationId }: SearchTarget) => conversationId !== null;
  return {
    conversations: first.filter(isOpen).slice(0, SHOWN_MAX),
    people: first.filter((target) => !isOpen(target)).slice(0, SHOWN_MAX),
  };
}

/**
 * The users and the groups for a text, the best matches first, equal ones in their order. Names that only contain its
 * letters in order are found if nothing else is.
 */
export function findTargets(all: readonly SearchTarget[], text: string): FoundTargets {
  const typed = text.trim();
  if (typed === "") return beforeTyping(all);
  const ranked = all.flatMap((target) => {
    const rank = rankName(target.name, typed);
    return rank === undefined ? [] : [{ target, rank }];
  });
  if (ranked.length === 0) return NONE;
  const isExact = ranked.some(({ rank }) => rank < SCATTERED);
  const found = ranked
    .filter(({ rank }) => !isExact || rank < SCATTERED)
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ target }) => target);
  return {
    people: found.filter(({ personId }) => personId !== null).slice(0, SHOWN_MAX),
    conversations: found.filter(({ personId }) => personId === null).slice(0, SHOWN_MAX),
  };
}

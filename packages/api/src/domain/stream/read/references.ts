import type { BlockedPerson, Contact } from "@parley/contract/contacts";
import type { ConversationDetail } from "@parley/contract/conversations";
import type { StreamEventType } from "@parley/contract/events";
import type { Group } from "@parley/contract/groups";
import type { Me, Person } from "@parley/contract/people";
import { loadBlocked } from "../../contacts/list-blocked.ts";
import { ownedBy } from "../../relations/contact-rows.ts";
import { loadContacts } from "../../contacts/load-contacts.ts";
import type { ActorContext } from "../../context.ts";
import { loadDetails } from "../../conversations/load-details.ts";
import { loadReadStates, type ReadStateNow } from "../../participants/read-state.ts";
import { groupsOf, loadGroups } from "../../groups/load-groups.ts";
import { loadPeople } from "../../users/load-people.ts";
import { me } from "../../users/me.ts";

/** The part of a row of the log that names what the row refers to. */
export interface EventReference {
  readonly type: StreamEventType;
  readonly about: string | null;
  readonly subject_id: string | null;
}

/** What the rows of a page of the log refer to beside their messages, as it is now, by id. */
export interface References {
  readonly viewerId: string;
  readonly conversations: ReadonlyMap<string, ConversationDetail>;
  readonly readStates: ReadonlyMap<string, ReadStateNow>;
  readonly contacts: ReadonlyMap<string, Contact>;
  readonly blocked: ReadonlyMap<string, BlockedPerson>;
  readonly groups: ReadonlyMap<string, Group>;
  readonly people: ReadonlyMap<string, Person>;
  readonly me: Me | undefined;
}

const byId = <Value>(values: readonly Value[], idOf: (value: Value) => string) =>
  new Map(values.map((value) => [idOf(value), value]));

/** Loads each kind of thing once for the whole page, and only those that the page names. */
export async function loadReferences(
  ctx: ActorContext,
  rows: readonly EventReference[],
): Promise<References> {
  const { db } = ctx;
  const viewerId = ctx.actor.id;
  const rowsOf = (...types: StreamEventType[]) => rows.filter(({ type }) => types.includes(type));
  const conversationsOf = (...types: StreamEventType[]) => [
    ...new Set(rowsOf(...types).flatMap(({ about }) => (about === null ? [] : [about]))),
  ];
  const subjectsOf = (type: StreamEventType) => [
    ...new Set(rowsOf(type).flatMap(({ subject_id: id }) => (id === null ? [] : [id]))),
  ];
  const has = (type: StreamEventType) => rowsOf(type).length > 0;

  const contacts = has("contact.added") ? await loadContacts(db, ownedBy(viewerId)) : [];
  const blocked = has("contact.blocked") ? await loadBlocked(db, viewerId) : [];
  const groups = has("group.updated") ? await loadGroups(db, groupsOf(ctx)) : [];
  const people = await loadPeople(db, subjectsOf("user.updated"));
  return {
    viewerId,
    conversations: await loadDetails(ctx, {
      viewerId,
      ids: conversationsOf("conversation.opened", "conversation.updated"),
      listed: true,
    }),
    readStates: await loadReadStates(db, {
      viewerId,
      ids: conversationsOf("conversation.read", "message.deleted"),
    }),
    contacts: byId(
      contacts.map(({ contact }) => contact),
      ({ person }) => person.id,
    ),
    blocked: byId(blocked, ({ person }) => person.id),
    groups: byId(groups, ({ id }) => id),
    people: byId(people, ({ id }) => id),
    me: people.some(({ id }) => id === viewerId) ? await me({ ctx }) : undefined,
  };
}

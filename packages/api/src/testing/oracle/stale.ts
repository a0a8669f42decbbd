import type { StreamEvent } from "@parley/contract/events";
import type { State } from "./state.ts";

/** Says of one event, read after everything has happened, what a fresh fetch contradicts. */
function contradiction(event: StreamEvent, state: State): string | undefined {
  const differs = (fact: string, value: unknown) =>
    state.get(fact) === JSON.stringify(value)
      ? undefined
      : `${event.type} differs from a fresh ${fact}`;
  switch (event.type) {
    case "message.created":
    case "message.edited":
    case "message.deleted":
    case "message.reacted": {
      const fact = `conversation:${event.message.conversationId}:message:${event.message.seq}`;
      return state.has(fact) ? differs(fact, event.message) : undefined;
    }
    case "conversation.opened":
    case "conversation.updated": {
      const { id, unread, state: openness, writable } = event.conversation;
      return (
        differs(`conversation:${id}:unread`, unread) ??
        differs(`conversation:${id}:state`, openness) ??
        differs(`conversation:${id}:writable`, writable)
      );
    }
    case "contact.added": {
      const wrong = event.contacts.find(
        ({ person, kind, reasons }) =>
          differs(`contact:${person.id}`, { kind, reasons }) !== undefined,
      );
      return wrong && `contact.added differs from a fresh contact:${wrong.person.id}`;
    }
    case "contact.blocked":
      return differs(`blocked:${event.blocked.person.id}`, event.blocked.since);
    case "group.updated": {
      if (event.group === null) {
        return state.has(`group:${event.groupId}`)
          ? `group.updated hides group:${event.groupId}`
          : undefined;
      }
      const { mentor, mentees, ...group } = event.group;
      const menteeIds = mentees.map(({ id }) => id).toSorted();
      return differs(`group:${event.groupId}`, { ...group, mentor: mentor.id, mentees: menteeIds });
    }
    case "conversation.closed":
    case "conversation.read":
    case "contact.removed":
    case "contact.unblocked":
    case "user.updated":
    case "resync":
      return undefined;
  }
}

/** What events carry is as new as the moment at which they are read: each has to agree with a fetch then. */
export const findStale = (events: readonly StreamEvent[], state: State): string[] =>
  events.flatMap((event) => contradiction(event, state) ?? []);

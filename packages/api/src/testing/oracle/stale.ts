import type { StreamEvent } from "@parley/contract/events";
import type { State } from "./state.ts";

type Compare = (fact: string, value: unknown) => string | undefined;

function contradictsGroup(
  { groupId, group }: Extract<StreamEvent, { group: unknown }>,
  { state, differs }: { state: State; differs: Compare },
): string | undefined {
  const fact = `group:${groupId}`;
  if (group === null) return state.has(fact) ? `group.updated hides ${fact}` : undefined;
  const { mentor, mentees, ...rest } = group;
  return differs(fact, {
    ...rest,
    mentor: mentor.id,
    mentees: mentees.map(({ id }) => id).toSorted(),
  });
}

/** Compares the content of one event of any type with a fetch after everything has happened. */
function contradiction(event: StreamEvent, state: State): string | undefined {
  const differs: Compare = (fact, value) =>
    state.get(fact) === JSON.stringify(value)
      ? undefined
      : `${event.type} differs from a fresh ${fact}`;
  if ("message" in event) {
    const fact = `conversation:${event.message.conversationId}:message:${event.message.seq}`;
    return state.has(fact) ? differs(fact, event.message) : undefined;
  }
  if ("conversation" in event) {
    const { id, unread, state: openness, writable } = event.conversation;
    return (
      differs(`conversation:${id}:unread`, unread) ??
      differs(`conversation:${id}:state`, openness) ??
      differs(`conversation:${id}:writable`, writable)
    );
  }
  if ("contacts" in event) {
    return event.contacts
      .map(({ person, kind, reasons }) => differs(`contact:${person.id}`, { kind, reasons }))
      .find((fault) => fault !== undefined);
  }
  if ("blocked" in event) return differs(`blocked:${event.blocked.person.id}`, event.blocked.since);
  if ("group" in event) return contradictsGroup(event, { state, differs });
  return undefined;
}

/** An event carries the state at the time at which it is read: it has to match a fetch at that time. */
export const findStale = (events: readonly StreamEvent[], state: State): string[] =>
  events.flatMap((event) => contradiction(event, state) ?? []);

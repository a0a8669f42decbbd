import type { Message } from "@parley/contract/messages";
import type { FakeServer } from "./fake-server.ts";

/** The inputs that the procedures of message changes read. */
export interface ChangeInput {
  readonly conversationId: string;
  readonly seq: number;
  readonly emoji: string;
  readonly body: string;
  readonly mentions?: string[];
}

const NOW = "2026-11-22T10:00:00.000Z";

function change(server: FakeServer, { conversationId, seq }: ChangeInput, by: Partial<Message>) {
  const all = server.messages.get(conversationId) ?? [];
  const before = all.find((message) => message.seq === seq);
  if (before === undefined) return undefined;
  const next = { ...before, ...by };
  server.messages.set(
    conversationId,
    all.map((message) => (message === before ? next : message)),
  );
  return next;
}

function react(server: FakeServer, input: ChangeInput, isChosen: boolean) {
  const { conversationId, seq, emoji } = input;
  const me = server.me.id;
  const before = server.messages.get(conversationId)?.find((message) => message.seq === seq);
  const known = before?.reactions.find((reaction) => reaction.emoji === emoji)?.userIds ?? [];
  const userIds = [...known.filter((id) => id !== me), ...(isChosen ? [me] : [])];
  const others = before?.reactions.filter((reaction) => reaction.emoji !== emoji) ?? [];
  return change(server, input, {
    reactions: userIds.length === 0 ? others : [...others, { emoji, userIds }],
  });
}

/** How the fake server executes message changes; `undefined` for any other procedure. */
export function answerMessages(server: FakeServer, path: string, input: ChangeInput) {
  const { body, mentions, conversationId, seq } = input;
  const before = server.messages.get(conversationId)?.find((message) => message.seq === seq);
  const version = (before?.version ?? 0) + 1;
  const edited = { body, version, mentions: mentions ?? before?.mentions ?? [], editedAt: NOW };
  switch (path) {
    case "messages.react":
      return react(server, input, true);
    case "messages.unreact":
      return react(server, input, false);
    case "messages.edit":
      return change(server, input, edited);
    case "messages.delete":
      return change(server, input, { body: null, reactions: [], version, deletedAt: NOW });
    default:
      return undefined;
  }
}

import type { ConversationPage, Message, SendMessageInput, SentMessage } from "@parley/contract";
import { expectTypeOf, test } from "vitest";
import { createParleyClient, type ParleyClient } from "./create-client.ts";
import type { OutboxEntry } from "./outbox-entry.ts";

test("procedures have the types of the contract, and what does not exist is a type error", () => {
  const { trpc } = createParleyClient({ url: "http://127.0.0.1/trpc", token: () => "" });
  const send = trpc.messages.send.mutate;
  expectTypeOf(send).parameter(0).toEqualTypeOf<SendMessageInput>();
  expectTypeOf(send).returns.resolves.toEqualTypeOf<SentMessage>();
  expectTypeOf(trpc.conversations.list.query).returns.resolves.toEqualTypeOf<ConversationPage>();
  // @ts-expect-error a query is not a mutation
  expectTypeOf(trpc.conversations.list.mutate).toBeFunction();
  // @ts-expect-error no such procedure
  expectTypeOf(trpc.messages.shout).toBeFunction();
  // @ts-expect-error no such router
  expectTypeOf(trpc.nowhere).toBeFunction();
  type Input = Parameters<typeof send>[0];
  // @ts-expect-error a body is a text
  const wrong: Input = { conversationId: "", id: "", body: 1 };
  expectTypeOf(wrong).toExtend<object>();
});

test("states of an outbox entry are discriminated by their status", () => {
  expectTypeOf<ParleyClient["outbox"]["send"]>().returns.toEqualTypeOf<OutboxEntry>();
  type Sent = Extract<OutboxEntry["state"], { status: "sent" }>;
  expectTypeOf<Sent["message"]>().toEqualTypeOf<Message>();
});

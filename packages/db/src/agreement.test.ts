import type { Conversation, Counterpart, Member } from "@parley/contract/conversations";
import type { StreamEventType } from "@parley/contract/events";
import type { Message } from "@parley/contract/messages";
import type { Me, Person, Presence, Role, UserKind } from "@parley/contract/people";
import { expectTypeOf, test } from "vitest";
import type { conversations, messages, participants, streamEvents, users } from "./schema/index.ts";

type User = typeof users.$inferSelect;
type ConversationRow = typeof conversations.$inferSelect;
type ParticipantRow = typeof participants.$inferSelect;
type MessageRow = typeof messages.$inferSelect;

/** A row in the contract's form: times are ISO text, `body` is null once a message is deleted. */
type OnWire<Row> = {
  [Key in keyof Row]: Row[Key] extends Date
    ? string
    : Row[Key] extends Date | null
      ? string | null
      : Row[Key];
};

test("a user's columns match the contract", () => {
  expectTypeOf<User["role"]>().toEqualTypeOf<Role>();
  expectTypeOf<User["kind"]>().toEqualTypeOf<UserKind>();
  type Seen = Omit<Person, "kind">;
  expectTypeOf<Pick<OnWire<User>, keyof Seen>>().toEqualTypeOf<Seen>();
  expectTypeOf<Pick<OnWire<User>, "email" | "sharesPresence" | "sharesReceipts">>().toEqualTypeOf<
    Pick<Me, "email" | "sharesPresence" | "sharesReceipts">
  >();
  expectTypeOf<OnWire<User>["lastSeenAt"]>().toEqualTypeOf<Presence["lastSeenAt"]>();
});

test("a message's columns match the contract", () => {
  expectTypeOf<
    Pick<OnWire<MessageRow>, Exclude<keyof Message, "body" | "reactions" | "files">>
  >().toEqualTypeOf<Omit<Message, "body" | "reactions" | "files">>();
  expectTypeOf<NonNullable<MessageRow["files"]>>().toExtend<NonNullable<Message["files"]>>();
  expectTypeOf<MessageRow["body"]>().toEqualTypeOf<NonNullable<Message["body"]>>();
});

test("a conversation's columns match the contract", () => {
  type Same = "id" | "state" | "lastSeq";
  expectTypeOf<Pick<ConversationRow, Same>>().toEqualTypeOf<Pick<Conversation, Same>>();
  expectTypeOf<ConversationRow["kind"]>().toEqualTypeOf<Counterpart["kind"]>();
  expectTypeOf<ParticipantRow["readSeq"]>().toEqualTypeOf<Conversation["readSeq"]>();
  expectTypeOf<ParticipantRow["sharedReadSeq"]>().toEqualTypeOf<NonNullable<Member["readSeq"]>>();
});

test("every event type fits the log", () => {
  expectTypeOf<StreamEventType>().toExtend<(typeof streamEvents.$inferSelect)["type"]>();
});

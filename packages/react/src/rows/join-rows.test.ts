import type { OutboxEntry } from "@parley/client";
import type { MessagePage } from "@parley/contract/messages";
import { expect, test } from "vitest";
import { idOf, messageOf } from "../testing/fake-server.ts";
import { joinRows } from "./join-rows.ts";

const conversationId = idOf(1);
const message = (seq: number, senderId: string, body = `message ${seq}`) =>
  messageOf({ conversationId, seq, senderId, body });

const entry = (id: string, state: OutboxEntry["state"], body = "on its way"): OutboxEntry => ({
  id,
  conversationId,
  body,
  writtenAt: Date.UTC(2026, 10, 22),
  state,
});

const windowOf = (messages: MessagePage["messages"], hasNewer = false): MessagePage => ({
  messages,
  hasOlder: false,
  hasNewer,
});

const join = (window: MessagePage, entries: OutboxEntry[], memory = new WeakMap()) =>
  joinRows({ window, entries, userId: "me", memory });

test("what is on its way stands below what the server has, in the order of writing", () => {
  const rows = join(windowOf([message(1, "ana")]), [
    entry(idOf(50), { status: "sending" }, "first"),
    entry(idOf(51), { status: "queued" }, "second"),
    entry(idOf(52), { status: "failed", reason: "contact_unavailable" }, "third"),
  ]);
  expect(rows.map(({ body }) => body)).toEqual(["message 1", "first", "second", "third"]);
  expect(rows.map(({ delivery }) => delivery.status)).toEqual([
    "received",
    "sending",
    "sending",
    "failed",
  ]);
});

test("a message keeps its key from the outbox to the server's copy and is never there twice", () => {
  const stored = { ...message(2, "me", "mine"), id: idOf(50) };
  const window = windowOf([message(1, "ana"), stored]);
  const sending = join(windowOf([message(1, "ana")]), [entry(idOf(50), { status: "sending" })]);
  const both = join(window, [entry(idOf(50), { status: "sent", message: stored })]);
  const settled = join(window, []);
  expect(sending.at(-1)?.id).toBe(idOf(50));
  expect(both.map(({ id }) => id)).toEqual(settled.map(({ id }) => id));
  expect(both.filter(({ id }) => id === idOf(50))).toHaveLength(1);
});

test("an answered message has the server's time and place before its event arrives", () => {
  const stored = { ...message(7, "me", "mine"), id: idOf(50) };
  const rows = join(windowOf([]), [entry(idOf(50), { status: "sent", message: stored })]);
  expect(rows[0]).toMatchObject({ seq: 7, delivery: { status: "sent" } });
  expect(rows[0]?.at.toISOString()).toBe(stored.createdAt);
});

test("away from the end there is no place for what is on its way", () => {
  const rows = join(windowOf([message(1, "ana")], true), [entry(idOf(50), { status: "sending" })]);
  expect(rows.map(({ seq }) => seq)).toEqual([1]);
});

test("a message that stays the same stays the same row", () => {
  const memory = new WeakMap();
  const first = message(1, "ana");
  const before = join(windowOf([first]), [], memory);
  const after = join(windowOf([first, message(2, "ana")]), [], memory);
  expect(after[0]).toBe(before[0]);
});

import { expect, test } from "vitest";
import { reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({
  oracle: true,
  people: { root: "ADMIN", ada: "MENTOR", ben: "MENTEE", parley: "SYSTEM", helper: "BOT" },
});

const welcome = {
  senderId: "parley",
  to: { userId: "ben" },
  body: "Welcome, Ben",
  idempotencyKey: "welcome ben",
} as const;
const sendAs = (more: object = {}) => api.service.messages.sendAs({ ...welcome, ...more });
const refusalOf = (call: Promise<unknown>) =>
  call.then(
    () => "accepted",
    (error: unknown) => error instanceof Error && error.cause,
  );

test("SVC-1: a message to a user opens the conversation, which both have from then on", async () => {
  const { message, deduplicated } = await sendAs();
  expect(message).toMatchObject({ senderId: "parley", body: "Welcome, Ben", seq: 1 });
  expect(deduplicated).toBe(false);
  const { conversationId } = message;
  const ben = await api.as("ben").conversations.list();
  expect(ben.conversations).toMatchObject([{ id: conversationId, unread: 1 }]);
  const more = { to: { conversationId }, body: "One more thing", idempotencyKey: "more" };
  expect((await sendAs(more)).message).toMatchObject({ conversationId, seq: 2 });
});

test("SVC-1: a bot replies and mentions in its conversation, and an answer is a message like any other", async () => {
  const asBot = { senderId: "helper", to: { userId: "ben" } };
  const { message } = await sendAs(asBot);
  const more = { ...asBot, idempotencyKey: "2", replyToSeq: message.seq, mentions: ["ben"] };
  expect((await sendAs(more)).message).toMatchObject({ replyToSeq: 1, mentions: ["ben"] });
});

test("SVC-2: a repeat of the key returns the first result; with other content it is a conflict; other senders have their own keys", async () => {
  const first = await sendAs();
  expect(await sendAs()).toEqual({ message: first.message, deduplicated: true });
  expect(await reasonOf(sendAs({ body: "Goodbye" }))).toBe("idempotency_conflict");
  expect(await reasonOf(sendAs({ to: { userId: "ada" } }))).toBe("idempotency_conflict");
  const other = await sendAs({ senderId: "helper" });
  expect(other.deduplicated).toBe(false);
  expect(other.message.id).not.toBe(first.message.id);
});

test("SVC-2: of concurrent calls with one key one stores, and all return its message", async () => {
  const results = await Promise.all(Array.from({ length: 8 }, () => sendAs()));
  expect(new Set(results.map(({ message }) => message.id)).size).toBe(1);
  expect(results.filter(({ deduplicated }) => !deduplicated)).toHaveLength(1);
  const [{ message } = { message: undefined }] = results;
  if (message === undefined) throw new Error("eight results");
  const { conversationId } = message;
  const { messages } = await api.as("ben").messages.list({ conversationId });
  expect(messages).toHaveLength(1);
});

test("SVC-2: a call that failed after it had opened the conversation is finished by its repeat", async () => {
  const { sends } = api.platform;
  const send = sends.send.bind(sends);
  sends.send = () => Promise.reject(new Error("the connection was lost"));
  await expect(sendAs()).rejects.toThrow("connection was lost");
  sends.send = send;
  expect((await api.as("ben").conversations.list()).conversations).toEqual([]);
  expect(await sendAs()).toMatchObject({ message: { seq: 1 }, deduplicated: false });
  expect(api.faults.splice(0)).toHaveLength(1);
});

test.for([
  ["a person as the sender", { senderId: "ada" }, "invalid_input", "senderId"],
  ["an unknown sender", { senderId: "nobody" }, "invalid_input", "senderId"],
  ["an unknown recipient", { to: { userId: "nobody" } }, "invalid_input", "to.userId"],
  ["the sender as the recipient", { to: { userId: "parley" } }, "invalid_input", "to.userId"],
  ["a blank key", { idempotencyKey: " " }, "invalid_input", "idempotencyKey"],
] as const)("SVC-1, ERR-2: %s is refused, with the field", async ([, more, reason, path]) => {
  const cause = await refusalOf(sendAs(more));
  const [issue] = (cause as { issues: { path: string | string[] }[] }).issues;
  expect([issue?.path].flat().join(".")).toBe(path);
  expect(await reasonOf(sendAs(more))).toBe(reason);
});

test("SVC-1: a conversation of others is not_found, a deactivated recipient is contact_unavailable", async () => {
  const { id: conversationId } = await api.as("root").conversations.open({ userId: "ben" });
  expect(await reasonOf(sendAs({ to: { conversationId } }))).toBe("not_found");
  await api.service.users.deactivate({ userId: "ben" });
  expect(await reasonOf(sendAs())).toBe("contact_unavailable");
});

import { limits } from "@parley/contract/limits";
import { messageIdSchema } from "@parley/contract/ids";
import { beforeEach, expect, test, vi } from "vitest";
import { OutboxError } from "../errors.ts";
import { createScriptedServer, type ScriptedOutcome } from "../testing/scripted-server.ts";
import { createOutbox, type OutboxOptions } from "./outbox.ts";
import { createMemoryOutboxStorage, type OutboxStorage } from "./storage.ts";

beforeEach(() => void vi.useFakeTimers());

const settle = () => vi.advanceTimersByTimeAsync(0);
const a = "conversation-a";
const b = "conversation-b";

function start(
  outcomes: ScriptedOutcome[] | Parameters<typeof createScriptedServer>[0] = [],
  options: Partial<OutboxOptions> = {},
) {
  const outcomeOf =
    typeof outcomes === "function"
      ? outcomes
      : (_: unknown, nth: number) => outcomes[nth - 1] ?? "ok";
  const server = createScriptedServer(outcomeOf);
  const outbox = createOutbox({ send: server.send, now: Date.now, random: () => 0.5, ...options });
  const states = () => outbox.entries.get().map(({ body, state }) => `${body} ${state.status}`);
  return { server, outbox, states };
}

test("a message goes from queued to sent, and is removed when its event has arrived", async () => {
  const { server, outbox, states } = start();
  const entry = outbox.send({ conversationId: a, body: "  hello \n" });
  expect(entry).toMatchObject({ body: "hello", conversationId: a, state: { status: "queued" } });
  expect(messageIdSchema.safeParse(entry.id).data).toBe(entry.id);
  await settle();
  expect(outbox.entries.get()[0]?.state).toEqual({
    status: "sent",
    message: server.stored.get(entry.id),
  });
  outbox.settle(["another", entry.id]);
  expect(states()).toEqual([]);
});

test("TXT-5: the first of several lines keeps its indent in the outbox", () => {
  const { outbox } = start();
  const { body } = outbox.send({ conversationId: a, body: "\n    if (a)\n      b();\n" });
  expect(body).toBe("    if (a)\n      b();");
});

test("RATE-9: a rate-limited send waits as long as the server says, keeps its position, and does not fail", async () => {
  const { server, outbox, states } = start([{ retryAfterMs: 20_000 }, { retryAfterMs: 5_000 }]);
  outbox.send({ conversationId: a, body: "one" });
  outbox.send({ conversationId: a, body: "two" });
  await settle();
  expect(states()).toEqual(["one queued", "two queued"]);
  await vi.advanceTimersByTimeAsync(19_999);
  expect(server.calls).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(server.calls).toHaveLength(2);
  expect(states()).toEqual(["one queued", "two queued"]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(server.bodies(a)).toEqual(["one", "two"]);
  expect(states()).toEqual(["one sent", "two sent"]);
});

test("ids increase in the order of writing, also when the clock is set back", () => {
  let now = 5_000;
  const { outbox } = start(["hangs"], { now: () => now });
  const ids = [5_000, 5_000, 1_000, 6_000].map((time) => {
    now = time;
    return outbox.send({ conversationId: a, body: "hello" }).id;
  });
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(4);
});

test.each([
  ["", "is empty"],
  [" \u200b\n", "is empty"],
  ["a\u0000b", "has a character that cannot be stored"],
  ["\ud800", "has a character that cannot be stored"],
  ["x".repeat(limits.bodyMax + 1), "is longer than 5000 characters"],
])("a body that the server would refuse is rejected before it is queued (%#)", (body, problem) => {
  const { outbox, states } = start();
  const send = () => outbox.send({ conversationId: a, body });
  expect(send).toThrow(
    expect.objectContaining({
      reason: "invalid_input",
      issues: [{ path: "body", message: problem }],
    }),
  );
  expect(states()).toEqual([]);
});

test("at most the limit of unsent messages is queued", async () => {
  const { outbox } = start(() => "lost");
  for (let count = 0; count < limits.outboxMax; count += 1) {
    outbox.send({ conversationId: `c${count % 7}`, body: "hello" });
  }
  const oneMore = () => outbox.send({ conversationId: a, body: "hello" });
  expect(oneMore).toThrow(OutboxError);
  expect(oneMore).toThrow(expect.objectContaining({ reason: "outbox_full", issues: [] }));
  await settle();
  expect(outbox.entries.get()).toHaveLength(limits.outboxMax);
});

test("OUT-1: messages of one conversation are sent one at a time; conversations do not wait for each other", async () => {
  const { server, outbox } = start((call) => (call.conversationId === a ? "hangs" : "ok"));
  outbox.send({ conversationId: a, body: "a1" });
  outbox.send({ conversationId: a, body: "a2" });
  outbox.send({ conversationId: b, body: "b1" });
  outbox.send({ conversationId: b, body: "b2" });
  await settle();
  expect(server.calls.map(({ body }) => body).toSorted()).toEqual(["a1", "b1", "b2"]);
  expect(server.bodies(b)).toEqual(["b1", "b2"]);
});

test("OUT-2: an unknown outcome is retried with the same id, with increasing delays", async () => {
  const { server, outbox, states } = start([
    "lost",
    "stored-lost",
    "internal",
    "unavailable",
    "too_many_requests",
  ]);
  outbox.send({ conversationId: a, body: "a1" });
  outbox.send({ conversationId: a, body: "a2" });
  const times: number[] = [];
  const began = Date.now();
  for (let calls = 1; calls <= 6; calls += 1) {
    await vi.waitFor(() => expect(server.calls.length).toBeGreaterThanOrEqual(calls));
    times.push(Date.now() - began);
    await vi.advanceTimersToNextTimerAsync();
  }
  await settle();
  expect(states()).toEqual(["a1 sent", "a2 sent"]);
  expect(new Set(server.calls.slice(0, 6).map(({ id }) => id)).size).toBe(1);
  expect(server.bodies(a)).toEqual(["a1", "a2"]);
});

test("the delay between attempts grows to its limit and is random", async () => {
  const { server, outbox } = start(() => "lost", { random: () => 1 });
  outbox.send({ conversationId: a, body: "a1" });
  await settle();
  const short = Array.from({ length: 10 }, () => 4_000);
  for (const wait of [1_000, 2_000, 2_000, 2_000, ...short, 15_000, 15_000]) {
    const before = server.calls.length;
    await vi.advanceTimersByTimeAsync(wait - 1);
    expect(server.calls).toHaveLength(before);
    await vi.advanceTimersByTimeAsync(1);
    expect(server.calls).toHaveLength(before + 1);
  }
});

test("the outcome of an attempt without a response is unknown after its timeout", async () => {
  const { server, outbox, states } = start(["hangs"], { random: () => 0 });
  outbox.send({ conversationId: a, body: "a1" });
  await vi.advanceTimersByTimeAsync(14_999);
  expect(states()).toEqual(["a1 sending"]);
  await vi.advanceTimersByTimeAsync(2);
  expect(server.signals[0]?.aborted).toBe(true);
  expect(states()).toEqual(["a1 sent"]);
});

test("when the connection returns, waiting messages are sent at once", async () => {
  const { server, outbox, states } = start(["lost", "lost"]);
  outbox.send({ conversationId: a, body: "a1" });
  outbox.send({ conversationId: b, body: "b1" });
  await settle();
  expect(states()).toEqual(["a1 queued", "b1 queued"]);
  outbox.wake();
  await settle();
  expect(states()).toEqual(["a1 sent", "b1 sent"]);
  expect(server.calls).toHaveLength(4);
});

test.each([
  "invalid_input",
  "contact_unavailable",
  "conversation_readonly",
  "not_found",
  "idempotency_conflict",
  "forbidden",
  "too_large",
] as const)(
  "a refused message (%s) stays with its reason, and the next one is sent",
  async (reason) => {
    const { outbox } = start([reason]);
    outbox.send({ conversationId: a, body: "a1" });
    outbox.send({ conversationId: a, body: "a2" });
    await settle();
    expect(outbox.entries.get().map(({ state }) => state)).toEqual([
      { status: "failed", reason },
      expect.objectContaining({ status: "sent" }),
    ]);
  },
);

test("OUT-3: a refused message can be retried or discarded", async () => {
  const { server, outbox, states } = start(["forbidden", "forbidden"]);
  const first = outbox.send({ conversationId: a, body: "a1" });
  const second = outbox.send({ conversationId: a, body: "a2" });
  await settle();
  outbox.retry(first.id);
  outbox.discard(second.id);
  outbox.retry("unknown");
  await settle();
  expect(states()).toEqual(["a1 sent"]);
  expect(server.bodies(a)).toEqual(["a1"]);
});

test.each(["not_signed_in", "session_expired"] as const)(
  "a message that needs a sign-in (%s) waits for it, however long that takes",
  async (reason) => {
    const { server, outbox, states } = start([reason]);
    outbox.send({ conversationId: a, body: "a1" });
    await vi.advanceTimersByTimeAsync(24 * 3_600_000);
    expect(states()).toEqual(["a1 queued"]);
    expect(server.calls).toHaveLength(1);
    outbox.wake();
    await settle();
    expect(states()).toEqual(["a1 sent"]);
  },
);

test("a message whose event arrives before its response does not delay the next one", async () => {
  const { server, outbox, states } = start(["hangs"]);
  const first = outbox.send({ conversationId: a, body: "a1" });
  outbox.send({ conversationId: a, body: "a2" });
  await settle();
  expect(states()).toEqual(["a1 sending", "a2 queued"]);
  outbox.settle([first.id]);
  await settle();
  expect(states()).toEqual(["a2 sent"]);
  expect(server.signals[0]?.aborted).toBe(true);
});

test("a message discarded between two attempts is not sent again", async () => {
  const { server, outbox, states } = start(["lost"]);
  const first = outbox.send({ conversationId: a, body: "a1" });
  outbox.send({ conversationId: a, body: "a2" });
  await settle();
  outbox.discard(first.id);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(states()).toEqual(["a2 sent"]);
  expect(server.calls.map(({ body }) => body)).toEqual(["a1", "a2"]);
});

test("while it is paused nothing is sent and no timer runs; the next message ends the pause", async () => {
  const { server, outbox, states } = start(["hangs", "lost"]);
  outbox.send({ conversationId: a, body: "a1" });
  outbox.send({ conversationId: b, body: "b1" });
  await settle();
  outbox.pause();
  await settle();
  expect(states()).toEqual(["a1 queued", "b1 queued"]);
  expect(vi.getTimerCount()).toBe(0);
  expect(server.calls).toHaveLength(2);
  outbox.send({ conversationId: a, body: "a2" });
  await settle();
  expect(states()).toEqual(["a1 sent", "b1 sent", "a2 sent"]);
});

test("a message is stored before its first attempt and removed after its response", async () => {
  const storage = createMemoryOutboxStorage();
  const keptAtFirstAttempt: unknown[] = [];
  const server = createScriptedServer();
  const outbox = createOutbox({
    async send(input, signal) {
      keptAtFirstAttempt.push(...(await storage.load()));
      return server.send(input, signal);
    },
    storage,
    now: () => 42,
    random: () => 0,
  });
  const { id } = outbox.send({ conversationId: a, body: "a1" });
  await settle();
  expect(keptAtFirstAttempt).toEqual([
    expect.objectContaining({ id, conversationId: a, body: "a1", writtenAt: 42 }),
  ]);
  expect(server.stored.has(id)).toBe(true);
  expect(await storage.load()).toEqual([]);
});

test("OUT-4: the unsent messages of an earlier page are sent first, in order, with their own ids", async () => {
  const storage = createMemoryOutboxStorage();
  const before = start(() => "lost", { storage });
  const left = ["a1", "a2"].map((body) => before.outbox.send({ conversationId: a, body }).id);
  await settle();
  before.outbox.pause();
  const { server, outbox, states } = start([], { storage });
  outbox.send({ conversationId: a, body: "a3" });
  await settle();
  expect(states()).toEqual(["a1 sent", "a2 sent", "a3 sent"]);
  expect(server.calls.map(({ id }) => id).slice(0, 2)).toEqual(left);
  expect(server.bodies(a)).toEqual(["a1", "a2", "a3"]);
});

test("a message has its reply target and mentions, also if it is recovered from an earlier page", async () => {
  const storage = createMemoryOutboxStorage();
  const before = start(() => "lost", { storage });
  before.outbox.send({ conversationId: a, body: "a1", replyToSeq: 7, mentions: ["ana"] });
  before.outbox.send({ conversationId: a, body: "a2" });
  await settle();
  before.outbox.pause();
  const { server, outbox } = start([], { storage });
  outbox.wake();
  await settle();
  expect(outbox.entries.get().map(({ replyToSeq }) => replyToSeq)).toEqual([7, undefined]);
  expect(server.calls.map(({ replyToSeq }) => replyToSeq)).toEqual([7, undefined]);
  expect(server.calls.map(({ mentions }) => mentions)).toEqual([["ana"], undefined]);
});

test("a refused message is still refused after a reload, and can be retried", async () => {
  const storage = createMemoryOutboxStorage();
  const before = start(["conversation_readonly"], { storage });
  const { id } = before.outbox.send({ conversationId: a, body: "a1" });
  await settle();
  const { outbox, states, server } = start([], { storage });
  outbox.wake();
  await settle();
  expect(outbox.entries.get()[0]?.state).toEqual({
    status: "failed",
    reason: "conversation_readonly",
  });
  expect(server.calls).toEqual([]);
  outbox.retry(id);
  await settle();
  expect(states()).toEqual(["a1 sent"]);
});

const broken: OutboxStorage = {
  load: () => Promise.reject(new Error("no storage here")),
  put: () => Promise.reject(new Error("quota")),
  remove: () => Promise.reject(new Error("quota")),
};

test("sending works with a storage that fails", async () => {
  const { outbox, states } = start([], { storage: broken });
  outbox.send({ conversationId: a, body: "a1" });
  outbox.send({ conversationId: a, body: "a2" });
  await settle();
  expect(states()).toEqual(["a1 sent", "a2 sent"]);
});

test("a storage that never responds delays the first message by a second, and no other", async () => {
  const hang = () => new Promise<never>(() => {});
  const { outbox, states } = start([], { storage: { load: hang, put: hang, remove: hang } });
  for (const body of ["a1", "a2", "a3"]) outbox.send({ conversationId: a, body });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(states()).toEqual(["a1 sent", "a2 sent", "a3 sent"]);
});

test("invalid entries in the storage are ignored", async () => {
  const storage = createMemoryOutboxStorage();
  const good = { id: "2", conversationId: a, body: "good", writtenAt: 1 };
  const junk = [null, 7, {}, { ...good, id: 1 }, { ...good, writtenAt: "x" }];
  const { outbox, states } = start([], {
    // The content of a storage may have been written by any code.
    storage: { ...storage, load: () => Promise.resolve([...(junk as (typeof good)[]), good]) },
  });
  outbox.wake();
  await settle();
  expect(states()).toEqual(["good sent"]);
});

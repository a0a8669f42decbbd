import type { DemoPeople } from "@parley/contract/demo";
import { messageIdSchema } from "@parley/contract/ids";
import type { Role } from "@parley/contract/people";
import { expect, test } from "vitest";
import { messageIdOf } from "./message-id.ts";
import { pairsOf, planLanes } from "./plan.ts";
import type { SourceConversation } from "./read-conversations.ts";

const entry = (id: string, role: Role, groupName: string | null) => ({
  person: { id, name: id, role, avatarUrl: null },
  groupName,
});
const people: DemoPeople = {
  people: [
    entry("admin", "ADMIN", null),
    entry("mentor-1", "MENTOR", "One"),
    entry("mentor-2", "MENTOR", "Two"),
    entry("mentee-1", "MENTEE", "One"),
    entry("mentee-2", "MENTEE", "Two"),
    entry("mentee-3", "MENTEE", "Two"),
  ],
};

const source = Array.from({ length: 400 }, (_, at): SourceConversation => ({
  id: `talk-${at}`,
  messages: [
    { from: "a", text: `first of ${at}` },
    { from: "b", text: `second of ${at}` },
    { from: "a", text: `third of ${at}` },
  ],
}));

test("pairs are the admin with all users, and all users with their own group", () => {
  expect(pairsOf(people)).toEqual([
    ["admin", "mentor-1"],
    ["admin", "mentor-2"],
    ["admin", "mentee-1"],
    ["admin", "mentee-2"],
    ["admin", "mentee-3"],
    ["mentor-1", "mentee-1"],
    ["mentor-2", "mentee-2"],
    ["mentor-2", "mentee-3"],
    ["mentee-2", "mentee-3"],
  ]);
});

test("every message has a position, one pair gets a very long conversation and all others get some", () => {
  const lanes = planLanes(source, people);
  const sizes = lanes.map(({ messages }) => messages.length);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(1_200);
  expect(lanes).toHaveLength(9);
  expect(lanes[0]?.pair).toEqual(["mentee-2", "mentee-3"]);
  expect(sizes[0]).toBeGreaterThan(400);
  expect(Math.min(...sizes)).toBeGreaterThan(20);
});

test("messages of two conversations are never interleaved, and keep the order of the file", () => {
  for (const { pair, messages } of planLanes(source, people)) {
    const starts = messages.filter((_, index) => index % 3 === 0).map(({ body }) => body);
    const numbers = starts.map((body) => Number(body.replace("first of ", "")));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    const [a, b] = pair;
    const wanted = numbers.flatMap((at) => [
      { senderId: a, body: `first of ${at}` },
      { senderId: b, body: `second of ${at}` },
      { senderId: a, body: `third of ${at}` },
    ]);
    expect(messages.map(({ senderId, body }) => ({ senderId, body }))).toEqual(wanted);
  }
});

test("the plan is the same every time, and a conversation stays with its pair in another file", () => {
  expect(planLanes(source, people)).toEqual(planLanes(structuredClone(source), people));
  const whole = planLanes(source, people).flatMap(({ pair, messages }) =>
    messages.map(({ id }) => `${pair.join(" ")} ${id}`),
  );
  const half = planLanes(source.slice(200), people).flatMap(({ pair, messages }) =>
    messages.map(({ id }) => `${pair.join(" ")} ${id}`),
  );
  expect(whole).toEqual(expect.arrayContaining(half));
});

test("message ids are UUIDv7, differ by position and text, and never change", () => {
  const ids = source.flatMap((talk) => talk.messages.map((_, index) => messageIdOf(talk, index)));
  for (const id of ids) expect(messageIdSchema.parse(id)).toBe(id);
  expect(new Set(ids).size).toBe(1_200);
  const talk: SourceConversation = { id: "talk", messages: [{ from: "a", text: "Hello" }] };
  const other: SourceConversation = { id: "talk", messages: [{ from: "a", text: "Hello!" }] };
  expect(messageIdOf(talk, 0)).toBe("01941f29-7c00-718a-ab05-1d224e174f7e");
  expect(messageIdOf(other, 0)).not.toBe(messageIdOf(talk, 0));
});

test("users who may not write to each other result in no plan", () => {
  const strangers = { people: people.people.slice(1, 3) };
  expect(() => planLanes(source, strangers)).toThrow("no demo people who may write to each other");
});

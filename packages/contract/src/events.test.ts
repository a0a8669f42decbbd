import { expect, expectTypeOf, test } from "vitest";
import { type Signal, signalSchema, type StreamEvent, streamEventSchema } from "./events.ts";
import { eventSamples, sampleOf } from "./testing/event-samples.ts";

const id = "01890a5d-ac96-774b-bcce-b302099a8057";
const time = "2025-03-01T09:30:00.000Z";
const signals: { [Type in Signal["type"]]: Extract<Signal, { type: Type }> } = {
  typing: { type: "typing", conversationId: id, userId: "ann", typing: true },
  presence: { type: "presence", presence: { userId: "ann", state: "offline", lastSeenAt: time } },
};

test.each(eventSamples)("the event $type matches its schema", (event) => {
  expect(streamEventSchema.parse(event)).toEqual(event);
  expect(signalSchema.safeParse(event).success).toBe(false);
});

test.each(Object.values(signals))("the signal $type matches its schema", (signal) => {
  expect(signalSchema.parse(signal)).toEqual(signal);
  expect(streamEventSchema.safeParse(signal).success).toBe(false);
});

const { message } = sampleOf("message.created");

const broken = [
  { title: "an event of another name", event: { type: "message.sent", message } },
  {
    title: "a message without a place",
    event: { type: "message.created", message: { ...message, seq: 0 } },
  },
  { title: "an event without its content", event: { type: "message.created" } },
  {
    title: "more unread than there is a number for",
    event: { ...sampleOf("conversation.read"), unread: 101 },
  },
  { title: "no type at all", event: {} },
];

test.each(broken)("what is not an event is refused: $title", ({ event }) => {
  expect(streamEventSchema.safeParse(event).success).toBe(false);
});

test("a deleted text is null, and is never omitted", () => {
  const deleted = { ...message, body: null, deletedAt: time, version: 2 };
  const { body: _, ...without } = deleted;
  const [first, second] = [deleted, without].map((value) =>
    streamEventSchema.safeParse({ type: "message.created", message: value }),
  );
  expect(first?.success).toBe(true);
  expect(second?.error?.issues).toMatchObject([{ path: ["message", "body"] }]);
});

test("an event is identified by its type", () => {
  expectTypeOf<Extract<StreamEvent, { type: "resync" }>>().toEqualTypeOf<{ type: "resync" }>();
  expectTypeOf<Extract<Signal, { type: "typing" }>["typing"]>().toEqualTypeOf<boolean>();
});

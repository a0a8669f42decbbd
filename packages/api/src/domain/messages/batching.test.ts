import { expect, test } from "vitest";
import { silentMeter } from "../../meter.ts";
import { createPlatform } from "../../platform.ts";
import { newId } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({ people: { ada: "MENTOR", ben: "MENTEE" } });

test("MSG-9: 64 users who each send sequentially need less than one statement for five sends", async () => {
  const { id: conversationId } = await api.as("ben").conversations.open({ userId: "ada" });
  const batches: number[] = [];
  const meter = { ...silentMeter, batchStored: (sends: number) => void batches.push(sends) };
  const { db, clock } = api.platform;
  const { sends } = createPlatform({ db, clock, meter });
  const person = async () => {
    for (let at = 0; at < 10; at += 1) {
      const send = { senderId: "ben", conversationId, id: newId(), body: "hello" };
      await sends.send({ ...send, issuedAt: clock.now() });
    }
  };
  await Promise.all(Array.from({ length: 64 }, person));
  expect(batches.reduce((sum, count) => sum + count)).toBe(640);
  expect(batches.length / 640).toBeLessThan(0.2);
});

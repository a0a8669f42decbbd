import { messageIdSchema } from "@parley/contract/ids";
import { expect, test } from "vitest";
import { createMessageIds, newId } from "./message-ids.ts";

test("ids are UUIDv7 of their time, and each is higher than the one before, even if the clock is set back", () => {
  let clock = 1_790_000_000_000;
  const next = createMessageIds(() => clock);
  const ids = Array.from({ length: 10_000 }, () => next());
  clock -= 60_000;
  ids.push(next());
  clock += 120_000.7;
  ids.push(next());
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => messageIdSchema.safeParse(id).success)).toBe(true);
  expect(ids[0]?.[14]).toBe("7");
  const timeOf = (id: string | undefined) =>
    Number.parseInt(id?.replace("-", "").slice(0, 12) ?? "", 16);
  expect(timeOf(ids[0])).toBe(1_790_000_000_000);
  expect(timeOf(ids.at(-1))).toBe(1_790_000_060_000);
});

test("MSG-23: the client creates ids that the server accepts, all different", () => {
  const ids = Array.from({ length: 1_000 }, () => newId());
  expect(new Set(ids).size).toBe(1_000);
  expect(ids.map((id) => messageIdSchema.parse(id))).toEqual(ids);
});

import { messageIdSchema } from "@parley/contract/ids";
import { expect, test } from "vitest";
import { createIds, senderOf } from "./message-ids.ts";

test("ids are valid by the contract, unique, and identify their sender", () => {
  const next = createIds(() => 1_764_115_200_000);
  const ids = Array.from({ length: 5_000 }, (_, at) => next(at * 3));
  expect(new Set(ids).size).toBe(5_000);
  expect(ids.every((id) => messageIdSchema.safeParse(id).success)).toBe(true);
  expect(ids.map(senderOf)).toEqual(ids.map((_, at) => at * 3));
});

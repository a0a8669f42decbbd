import { expect, test } from "vitest";
import { createCloseStack } from "./close-stack.ts";

test("what was opened is closed in reverse order, once, and wholly if a closing fails", async () => {
  const closed: string[] = [];
  const stack = createCloseStack();
  stack.defer(() => void closed.push("first"));
  stack.defer(() => Promise.reject(new Error("second")));
  stack.defer(() => void closed.push("third"));
  const moved = stack.move();
  await stack[Symbol.asyncDispose]();
  expect(closed).toEqual([]);
  await expect(moved[Symbol.asyncDispose]()).rejects.toThrow("second");
  expect(closed).toEqual(["third", "first"]);
  await moved[Symbol.asyncDispose]();
  expect(closed).toHaveLength(2);
});

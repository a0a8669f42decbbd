import { expect, test } from "vitest";
import { createMailbox } from "./mailbox.ts";

test("EVT-8: items are taken in order, also by a call that waited before", async () => {
  const box = createMailbox<number>(10);
  const early = box.take();
  box.put(1);
  box.put(2);
  expect(await early).toEqual({ kind: "item", item: 1 });
  expect(await box.take()).toEqual({ kind: "item", item: 2 });
});

test("EVT-8: on overflow a mailbox drops its items, reports it once, and continues", async () => {
  const box = createMailbox<number>(2);
  for (const item of [1, 2, 3, 4]) box.put(item);
  expect(await box.take()).toEqual({ kind: "overflow" });
  box.put(5);
  expect(await box.take()).toEqual({ kind: "item", item: 5 });
});

test("EVT-8: closing wakes a waiting call", async () => {
  const box = createMailbox<number>(2);
  const waiting = box.take();
  box.close();
  expect(await waiting).toEqual({ kind: "closed" });
  box.put(1);
  expect(await box.take()).toEqual({ kind: "closed" });
});

import type { Outcome } from "@parley/react";
import { expect, test } from "vitest";
import { move } from "./move.ts";

const done: Outcome = { ok: true };
const lost: Outcome = { ok: false, reason: undefined };
const ben = { userId: "ben", from: "north", to: "south" };

function actions({ add = done, remove = done }: { add?: Outcome; remove?: Outcome }) {
  const calls: string[] = [];
  return {
    calls,
    addMembers: async ({ groupId }: { groupId: string }) => {
      calls.push(`into ${groupId}`);
      return add;
    },
    removeMembers: async ({ groupId }: { groupId: string }) => {
      calls.push(`out of ${groupId}`);
      return remove;
    },
  };
}

test("a move joins the one group before it leaves the other", async () => {
  const both = actions({});
  expect(await move(both, ben)).toEqual({ ok: true });
  expect(both.calls).toEqual(["into south", "out of north"]);
});

test("if joining is refused the user stays", async () => {
  const full = actions({ add: { ok: false, reason: "invalid_input" } });
  expect(await move(full, ben)).toEqual({ ok: false, reason: "invalid_input" });
  expect(full.calls).toEqual(["into south"]);
});

test("half a move is reported", async () => {
  expect(await move(actions({ remove: lost }), ben)).toEqual({ ...lost, isHalf: true });
});

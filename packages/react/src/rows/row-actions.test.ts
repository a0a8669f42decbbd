import { expect, test } from "vitest";
import { rowOf } from "../testing/row-of.ts";
import { type ActionFacts, actionsFor } from "./row-actions.ts";

const now = Date.UTC(2026, 10, 22, 12);
const facts: ActionFacts = {
  canWrite: true,
  role: "MENTOR",
  editWindow: 15 * 60_000,
  now,
  hasLinks: false,
};
const minutesAgo = (minutes: number) => new Date(now - minutes * 60_000);
const own = rowOf({ seq: 1, isOwn: true, at: minutesAgo(1) });
const other = rowOf({ seq: 2, at: minutesAgo(1) });

test("LOG-1: an own message can be replied to, reacted to, edited for 15 minutes, and deleted", () => {
  expect(actionsFor(own, facts)).toEqual([
    "reply",
    "react",
    "edit",
    "delete",
    "copy",
    "template",
    "pin",
    "save",
  ]);
  const late = rowOf({ ...own, at: minutesAgo(15) });
  expect(actionsFor(late, facts)).toEqual([
    "reply",
    "react",
    "delete",
    "copy",
    "template",
    "pin",
    "save",
  ]);
  expect(actionsFor(late, { ...facts, editWindow: 60 * 60_000 })).toContain("edit");
});

test("LOG-1: messages of others cannot be edited, and only an ADMIN can delete them", () => {
  expect(actionsFor(other, facts)).toEqual([
    "reply",
    "react",
    "copy",
    "pin",
    "save",
    "mark-unread",
    "report",
  ]);
  expect(actionsFor(other, { ...facts, role: "ADMIN" })).toContain("delete");
  expect(actionsFor(other, { ...facts, role: "ADMIN" })).not.toContain("edit");
});

test("LOG-1: in a read-only conversation an author can delete and keep, and change nothing else", () => {
  expect(actionsFor(own, { ...facts, canWrite: false })).toEqual([
    "delete",
    "copy",
    "template",
    "save",
  ]);
  expect(actionsFor(other, { ...facts, canWrite: false })).toEqual([
    ...["copy", "save", "mark-unread", "report"],
  ]);
});

test("LOG-1: an own tombstone, a message being deleted, and one without a `seq` offer no actions", () => {
  expect(actionsFor(rowOf({ ...own, body: null }), facts)).toEqual([]);
  const leaving = rowOf({ ...own, change: { kind: "deleting", undoUntil: now } });
  expect(actionsFor(leaving, facts)).toEqual([]);
  expect(actionsFor(rowOf({ ...own, seq: null }), facts)).toEqual(["copy"]);
});

test("PIN-1, SAV-1: what is pinned can be unpinned, and what is saved removed", () => {
  const kept = { ...facts, pinned: new Set([2]), saved: new Set([1]) };
  expect(actionsFor(other, kept)).toEqual([
    ...["reply", "react", "copy"],
    ...["unpin", "save", "mark-unread", "report"],
  ]);
  expect(actionsFor(own, kept)).toContain("unsave");
});

test("REP-13: messages of others can be reported, also those that were deleted", () => {
  expect(actionsFor(other, { ...facts, canWrite: false })).toContain("report");
  expect(actionsFor(rowOf({ ...other, body: null }), facts)).toEqual(["report"]);
  expect(actionsFor(own, facts)).not.toContain("report");
});

test("TPL-5: own messages can be kept as templates", () => {
  expect(actionsFor(own, facts)).toContain("template");
  expect(actionsFor(other, { ...facts, role: "ADMIN" })).not.toContain("template");
});

test("DET-9: the link of a stored message can be copied if the host has addresses for messages", () => {
  const linked = { ...facts, hasLinks: true };
  expect(actionsFor(other, linked)).toContain("copy-link");
  expect(actionsFor(other, facts)).not.toContain("copy-link");
  expect(actionsFor(rowOf({ ...own, seq: null }), linked)).toEqual(["copy"]);
  expect(actionsFor(rowOf({ ...own, body: null }), linked)).toEqual([]);
});

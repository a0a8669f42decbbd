import { expect, test } from "vitest";
import { chosenPath, parseRoute, pathOf } from "./route.ts";
import type { Chosen, Place } from "./route.ts";

const id = "01890a5d-ac96-774b-bcce-b302099a8057";
const nothingElse = { seq: null, panel: null };
const parse = (path: string) => parseRoute(new URL(path, "http://localhost"));

test.each<[string, Place]>([
  ["/", { tab: "conversations", conversationId: null, ...nothingElse }],
  [`/conversations/${id}`, { tab: "conversations", conversationId: id, ...nothingElse }],
  ["/contacts", { tab: "contacts", conversationId: null, ...nothingElse }],
  [`/contacts?conversation=${id}`, { tab: "contacts", conversationId: id, ...nothingElse }],
  [`/messages/${id}/12`, { tab: "conversations", conversationId: id, seq: 12, panel: null }],
  [
    `/conversations/${id}?panel=details`,
    { tab: "conversations", conversationId: id, seq: null, panel: "details" },
  ],
  [
    `/messages/${id}/12?panel=search`,
    { tab: "conversations", conversationId: id, seq: 12, panel: "search" },
  ],
  [
    `/contacts?conversation=${id}&panel=details`,
    { tab: "contacts", conversationId: id, seq: null, panel: "details" },
  ],
])("the address %s names a place, and the place names the address", (path, place) => {
  expect(parse(path)).toEqual({ page: "messages", place });
  expect(pathOf(place)).toBe(path);
});

test.each([
  [`/conversations/${id}/`, id],
  [`/conversations/${id.toUpperCase()}`, id],
  ["/contacts/", null],
  ["/contacts?conversation=somebody", null],
  // A link of an earlier version.
  [`/contacts?beside=${id}`, id],
  ["/?anything=else#at-all", null],
])("the address %s is understood as it is meant", (path, conversationId) => {
  expect(parse(path)).toMatchObject({ page: "messages", place: { conversationId } });
});

test.each<[string, Chosen]>([
  ["/groups", { kind: "none" }],
  ["/groups?new", { kind: "new" }],
  ["/groups?id=north", { kind: "one", id: "north" }],
  ["/groups?id=..", { kind: "one", id: ".." }],
  ["/groups?id=a%2Bb%7C%40", { kind: "one", id: "a+b|@" }],
])("the address %s names what is chosen, and vice versa", (path, chosen) => {
  expect(parse(path)).toEqual({ page: "groups", chosen });
  expect(chosenPath("groups", chosen)).toBe(path);
});

test.each([
  ["/people/?id=", { page: "people", text: "" }],
  ["/people?text=Ben+Okoye", { page: "people", text: "Ben Okoye" }],
  ["/reports", { page: "reports", chosen: { kind: "none" } }],
  ["/activity", { page: "activity" }],
  ["/operations", { page: "operations" }],
  ["/announcements", { page: "announcements" }],
  ["/starters", { page: "starters" }],
  ["/settings/", { page: "settings", section: "general" }],
  ["/settings/notifications", { page: "settings", section: "notifications" }],
])("the address %s names a page", (path, route) => {
  expect(parse(path)).toEqual(route);
});

test.each([
  "/nowhere",
  "/groups/north",
  "/conversations",
  "/conversations/",
  "/conversations/12",
  `/conversations/${id}/more`,
  `/messages/${id}`,
  `/messages/${id}/0`,
  `/messages/${id}/01`,
  `/messages/${id}/-1`,
  `/messages/${id}/1.5`,
  `/messages/${id}/1e3`,
  `/messages/${id}/12345678901`,
  "/messages/12/1",
  "/conversations/%00",
])("the address %s names nothing", (path) => {
  expect(parse(path)).toEqual({ page: "unknown" });
});

test("DET-8: a number that no message can have is that of the last one that there could be", () => {
  expect(parse(`/messages/${id}/9999999999`)).toMatchObject({ place: { seq: 2_147_483_647 } });
});

test.each([`/conversations/${id}?panel=other`, "/?panel=details"])(
  "the address %s has no panel",
  (path) => expect(parse(path)).toMatchObject({ page: "messages", place: { panel: null } }),
);

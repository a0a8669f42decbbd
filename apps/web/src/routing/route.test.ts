import { expect, test } from "vitest";
import { chosenPath, parseRoute, pathOf } from "./route.ts";
import type { Chosen, Place } from "./route.ts";

const id = "01890a5d-ac96-774b-bcce-b302099a8057";
const parse = (path: string) => parseRoute(new URL(path, "http://localhost"));

test.each<[string, Place]>([
  ["/", { tab: "conversations", conversationId: null }],
  [`/conversations/${id}`, { tab: "conversations", conversationId: id }],
  ["/contacts", { tab: "contacts", conversationId: null }],
  [`/contacts?conversation=${id}`, { tab: "contacts", conversationId: id }],
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
  ["/people/?id=", { page: "people", chosen: { kind: "none" } }],
  ["/activity", { page: "activity" }],
  ["/operations", { page: "operations" }],
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
  "/conversations/%00",
])("the address %s names nothing", (path) => {
  expect(parse(path)).toEqual({ page: "unknown" });
});

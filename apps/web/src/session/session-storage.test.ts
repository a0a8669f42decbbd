import type { Session } from "./session.ts";
import { createSessionStorage } from "./session-storage.ts";
import { expect, test } from "vitest";

const session: Session = {
  token: "a.b.c",
  person: { id: "amina", name: "Amina Diallo", role: "MENTOR", avatarUrl: null },
};

function memoryStorage(): Storage {
  const values = new Map<string, string>();
  return {
    get length() {
      return values.size;
    },
    clear: () => values.clear(),
    getItem: (key) => values.get(key) ?? null,
    key: (index) => [...values.keys()][index] ?? null,
    removeItem: (key) => values.delete(key),
    setItem: (key, value) => values.set(key, value),
  };
}

const start = (kept: { tab?: Storage; browser?: Storage; isInstalled?: boolean } = {}) =>
  createSessionStorage({
    tab: memoryStorage(),
    browser: memoryStorage(),
    isInstalled: false,
    ...kept,
  });

const other: Session = {
  token: "d.e.f",
  person: { id: "noah", name: "Noah Lindqvist", role: "MENTEE", avatarUrl: null },
};

test("a saved session is there after a reload, and gone after sign-out", () => {
  const tab = memoryStorage();
  start({ tab }).save(session);
  expect(start({ tab }).load()).toEqual(session);
  start({ tab }).clear();
  expect(start({ tab }).load()).toBeNull();
});

test("a new tab starts signed out and knows the latest user; an installed app continues", () => {
  const browser = memoryStorage();
  start({ browser }).save(session);
  expect(start({ browser }).load()).toBeNull();
  expect(start({ browser }).last()).toEqual(session);
  expect(start({ browser, isInstalled: true }).load()).toEqual(session);
});

test("a session by cookie is that of every tab, and its latest user that of all", () => {
  const [tab, browser] = [memoryStorage(), memoryStorage()];
  const byCookie = { ...session, token: null };
  start({ tab, browser }).save(byCookie);
  expect(start({ browser }).load()).toEqual(byCookie);
  start({ browser }).save({ ...other, token: null });
  expect(start({ tab, browser }).load()).toEqual({ ...other, token: null });
});

test("a signed-out user is not remembered, and other sessions stay", () => {
  const browser = memoryStorage();
  const [mine, theirs] = [start({ browser }), start({ browser })];
  mine.save(session);
  theirs.save(other);
  mine.clear();
  expect(mine.last()).toEqual(other);
  theirs.clear();
  expect(theirs.last()).toBeNull();
});

test.each([
  "",
  "{",
  "null",
  "{}",
  '{"token":"","person":{}}',
  '{"token":"x"}',
  '{"token":"x","person":{"id":"a","name":"A","role":"OWNER","avatarUrl":null}}',
])("something unreadable (%s) counts as no session", (text) => {
  const tab = memoryStorage();
  tab.setItem("parley.session", text);
  expect(start({ tab }).load()).toBeNull();
});

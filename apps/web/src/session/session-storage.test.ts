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

test("a session that was saved is there after a reload, and gone after sign-out", () => {
  const tab = memoryStorage();
  createSessionStorage(tab).save(session);
  expect(createSessionStorage(tab).load()).toEqual(session);
  createSessionStorage(tab).clear();
  expect(createSessionStorage(tab).load()).toBeNull();
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
  expect(createSessionStorage(tab).load()).toBeNull();
});

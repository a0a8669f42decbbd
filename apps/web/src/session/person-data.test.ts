import { fileStoreName, unsentKeyPrefix } from "@parley/client";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createSignOutChannel, outboxName, removePersonData } from "./person-data.ts";

function memoryStorage(entries: Iterable<readonly [string, string]> = []): Storage {
  const values = new Map(entries);
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

const keysOf = (storage: Storage) =>
  Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "");

/** A factory that records which databases were deleted; open connections of others may block it. */
function createFactory(end: "success" | "blocked" | "error") {
  const deleted: string[] = [];
  const deleteDatabase = (name: string) => {
    deleted.push(name);
    const request = new EventTarget();
    queueMicrotask(() => request.dispatchEvent(new Event(end)));
    return request;
  };
  // Only these members of a factory and a request are used.
  return { deleted, factory: { deleteDatabase } as unknown as IDBFactory };
}

const userId = fc.stringMatching(/^[\w.:@|~+-]{1,20}$/);
const kinds = ["drafts", "deletions", "replies", "reading", "anything-later"];
const choices = ["parley.theme", "parley.language", "parley.send-key", "parley.question-mark"];

test("SGN-1: all data of the user are removed, and none of another one, nor a preference of the device", async () => {
  await fc.assert(
    fc.asyncProperty(
      userId,
      fc.uniqueArray(userId, { maxLength: 4 }),
      fc.constantFrom("success" as const, "blocked" as const, "error" as const),
      async (leaving, others, end) => {
        fc.pre(!others.includes(leaving));
        const keysFor = (id: string) => [
          ...kinds.map((kind) => `parley:${kind}:${id}`),
          `${unsentKeyPrefix(outboxName(id))}message`,
        ];
        const stay = [...others.flatMap(keysFor), ...choices, "of-the-host"];
        const filled = () =>
          memoryStorage([...keysFor(leaving), ...stay].map((key) => [key, "text"] as const));
        const device = { localStorage: filled(), sessionStorage: filled() };
        const { factory, deleted } = createFactory(end);
        await removePersonData({ ...device, indexedDB: factory }, leaving);
        for (const storage of Object.values(device)) {
          expect(new Set(keysOf(storage))).toEqual(new Set(stay));
        }
        expect(deleted).toEqual([outboxName(leaving), fileStoreName(outboxName(leaving))]);
      },
    ),
  );
});

test("SGN-1: forbidden storages do not prevent it", async () => {
  const forbidden = {
    get localStorage(): Storage {
      throw new Error("The operation is insecure.");
    },
    get sessionStorage(): Storage {
      throw new Error("The operation is insecure.");
    },
    get indexedDB(): IDBFactory {
      throw new Error("The operation is insecure.");
    },
  };
  await expect(removePersonData(forbidden, "ada")).resolves.toBeUndefined();
});

test("SGN-3: the other tabs of the user receive a sign-out, and those of another user do not", async () => {
  const heard: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const stops = [
    createSignOutChannel("ben").listen(() => heard.push("ben")),
    createSignOutChannel("ada").listen(() => {
      heard.push("ada");
      resolve();
    }),
  ];
  createSignOutChannel("ada").tell();
  await promise;
  expect(heard).toEqual(["ada"]);
  for (const stop of stops) stop();
});

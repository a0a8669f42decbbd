import type { NotificationSettings, OwnNotificationSettings } from "@parley/contract";
import { everyDay } from "@parley/contract/weekdays";
import { expect, test, vi } from "vitest";
import { browserTimeZone, createNotificationSettings } from "./notification-settings.ts";

const defaults: NotificationSettings = {
  timeZone: "Europe/Berlin",
  language: "fr",
  email: true,
  push: true,
  direct: "10m",
  group: "30m",
  mention: "2m",
  digest: "off",
  quietHours: everyDay(null),
  content: "full",
  sharesSchedule: false,
};
const own = (changes: Partial<NotificationSettings> = {}): OwnNotificationSettings => ({
  settings: { ...defaults, ...changes },
  emailStop: null,
  options: {
    channels: { email: true, push: false, host: false },
    content: "name-only",
    defaults,
  },
});

function createStore(initial: OwnNotificationSettings) {
  let now = 0;
  let stored = initial;
  const query = vi.fn(async () => stored);
  const mutate = vi.fn(async (changes: Partial<NotificationSettings> = {}) => {
    stored = { ...stored, settings: { ...stored.settings, ...changes } };
    return stored;
  });
  // The store calls nothing else.
  const procedures = { notifications: { settings: { query }, updateSettings: { mutate } } };
  const store = createNotificationSettings(procedures as never, { language: "ar", now: () => now });
  const settings = () => {
    const state = store.get();
    return state.status === "ready" ? state.own.settings : undefined;
  };
  return { store, query, mutate, settings, pass: (ms: number) => (now += ms) };
}

test("NTFS-10: a user without a time zone or a language gets those of the browser, and one who has them keeps them", async () => {
  const without = createStore(own({ timeZone: null }));
  await without.store.load();
  await vi.waitFor(() => expect(without.settings()?.timeZone).toBe(browserTimeZone()));
  expect(without.mutate).toHaveBeenCalledExactlyOnceWith({
    timeZone: browserTimeZone(),
    language: "fr",
  });
  const withoutLanguage = createStore(own({ language: null }));
  await withoutLanguage.store.load();
  await vi.waitFor(() => expect(withoutLanguage.settings()?.language).toBe("ar"));
  const withZone = createStore(own());
  await withZone.store.load();
  expect(withZone.mutate).not.toHaveBeenCalled();
});

test("NTFS-11: a change is shown at once, and reverted if it cannot be saved", async () => {
  const { store, mutate, settings } = createStore(own());
  await store.load();
  const saving = store.save({ direct: "2h" });
  expect(settings()?.direct).toBe("2h");
  expect(await saving).toEqual({ ok: true });
  mutate.mockRejectedValueOnce(new Error("fetch failed"));
  const failing = store.save({ group: "off" });
  expect(settings()?.group).toBe("off");
  expect(await failing).toMatchObject({ ok: false });
  expect(settings()).toMatchObject({ direct: "2h", group: "30m" });
});

test("NTFS-11: several changes are saved one after the other, and the last one counts", async () => {
  const { store, mutate, settings } = createStore(own());
  await store.load();
  const first = Promise.withResolvers<OwnNotificationSettings>();
  mutate.mockReturnValueOnce(first.promise);
  const slow = store.save({ direct: "2m" });
  const next = store.save({ direct: "2h" });
  expect(settings()?.direct).toBe("2h");
  await vi.waitFor(() => expect(mutate).toHaveBeenCalled());
  expect(mutate).toHaveBeenCalledExactlyOnceWith({ direct: "2m" });
  first.reject(new Error("fetch failed"));
  expect(await slow).toMatchObject({ ok: false });
  expect(await next).toEqual({ ok: true });
  expect(mutate).toHaveBeenLastCalledWith({ direct: "2h" });
  expect(settings()?.direct).toBe("2h");
});

test("NTFS-11: settings that are fetched while a change is being saved are those after it", async () => {
  const { store, query, mutate, settings } = createStore(own());
  await store.load();
  const save = mutate.getMockImplementation();
  const mayStore = Promise.withResolvers<void>();
  mutate.mockImplementationOnce(async (changes) => {
    await mayStore.promise;
    return (await save?.(changes)) ?? own();
  });
  const saving = store.save({ direct: "2h" });
  const loading = store.load();
  await Promise.resolve();
  expect(query).toHaveBeenCalledTimes(1);
  mayStore.resolve();
  expect(await saving).toEqual({ ok: true });
  await loading;
  expect(query).toHaveBeenCalledTimes(2);
  expect(settings()?.direct).toBe("2h");
});

test("NTFS-2: settings are at most a minute old, or the latest known if the server does not answer", async () => {
  const { store, query, pass } = createStore(own());
  query.mockRejectedValueOnce(new Error("fetch failed"));
  expect(await store.recent()).toBeUndefined();
  expect(await store.recent()).toEqual(own());
  await store.recent();
  expect(query).toHaveBeenCalledTimes(2);
  pass(60_001);
  query.mockRejectedValueOnce(new Error("fetch failed"));
  expect(await store.recent()).toEqual(own());
  expect(query).toHaveBeenCalledTimes(3);
});

import { expect, test, vi } from "vitest";
import type { PushRecord } from "./push-record.ts";
import { createPush } from "./push.ts";

const KEY =
  "BDasJDcp0yRrGb2g0nxlVWnRS6vrA_og9U37bcK_24wEu7e2FTKt2ckHE7pvjEKtRwF4vtgQsadR3RylszdT1ws";
const words = { product: "Parley", unread: "You have new messages", test: "This is a test" };
const endpoint = "https://push.example.org/a";

interface Given {
  readonly permission?: NotificationPermission;
  /** What the user answers when the browser asks. */
  readonly answer?: NotificationPermission;
  readonly kept?: PushRecord;
  readonly isSubscribed?: boolean;
  readonly isSupported?: boolean;
}

/** A browser with a worker, and a server. */
function createBrowser({ permission = "default", answer = "granted", ...given }: Given = {}) {
  let kept = given.kept;
  let subscription: object | null = null;
  const subscribed = {
    toJSON: () => ({ endpoint, keys: { p256dh: "p", auth: "a" } }),
    unsubscribe: async () => {
      subscription = null;
      return true;
    },
  };
  if (given.isSubscribed === true) subscription = subscribed;
  const pushManager = {
    getSubscription: async () => subscription,
    subscribe: vi.fn(async (_wanted: object) => {
      subscription = subscribed;
      return subscribed;
    }),
  };
  const notification = {
    permission,
    requestPermission: vi.fn(async () => (notification.permission = answer)),
  };
  const trpc = {
    push: {
      key: { query: vi.fn(async () => ({ publicKey: KEY })) },
      subscribe: { mutate: vi.fn(async (_parts: object) => ({ secret: "s" })) },
      unsubscribe: { mutate: vi.fn(async (_which: object) => undefined) },
    },
  };
  const push = createPush({
    // The module uses nothing else of a window, and calls nothing else.
    window: {
      ...(given.isSupported !== false && { PushManager: Object }),
      Notification: notification,
      navigator: { serviceWorker: { getRegistration: async () => ({ pushManager }) } },
    } as never,
    trpc: trpc as never,
    userId: "ada",
    lang: "en",
    words,
    record: {
      load: async () => kept,
      save: async (record) => void (kept = record),
      clear: async () => void (kept = undefined),
    },
  });
  return {
    push,
    trpc,
    notification,
    pushManager,
    kept: () => kept,
    isSubscribed: () => subscription !== null,
  };
}

const record = (userId: string): PushRecord => ({
  userId,
  endpoint,
  secret: "s",
  lang: "en",
  words,
});

test("PUSH-15: only the user's choice asks for permission, and then the browser is subscribed", async () => {
  const { push, notification, pushManager, trpc, kept } = createBrowser();
  await push.renew();
  expect(push.get()).toBe("off");
  expect(notification.requestPermission).not.toHaveBeenCalled();
  await expect(push.enable()).resolves.toEqual({ ok: true });
  expect(push.get()).toBe("on");
  const [wanted] = pushManager.subscribe.mock.calls[0] ?? [];
  expect(wanted).toMatchObject({ userVisibleOnly: true });
  expect(trpc.push.subscribe.mutate).toHaveBeenCalledWith({
    endpoint,
    keys: { p256dh: "p", auth: "a" },
  });
  expect(kept()).toEqual(record("ada"));
});

test("PUSH-15: a user who refuses is not subscribed, and is told so", async () => {
  const { push, trpc } = createBrowser({ answer: "denied" });
  await push.enable();
  expect(push.get()).toBe("denied");
  expect(trpc.push.subscribe.mutate).not.toHaveBeenCalled();
});

test("PUSH-15: a subscription that the server refuses leaves it off, with the reason", async () => {
  const { push, trpc, kept } = createBrowser();
  trpc.push.subscribe.mutate.mockRejectedValueOnce(new Error("fetch failed"));
  await expect(push.enable()).resolves.toMatchObject({ ok: false });
  expect(push.get()).toBe("off");
  expect(kept()).toBeUndefined();
});

test("PUSH-16: the subscription is renewed at each start, for its own user only", async () => {
  const own = createBrowser({ permission: "granted", isSubscribed: true, kept: record("ada") });
  await own.push.renew();
  expect(own.push.get()).toBe("on");
  expect(own.trpc.push.subscribe.mutate).toHaveBeenCalledOnce();
  const others = createBrowser({ permission: "granted", isSubscribed: true, kept: record("ben") });
  await others.push.renew();
  expect(others.push.get()).toBe("off");
  expect(others.trpc.push.subscribe.mutate).not.toHaveBeenCalled();
  await others.push.disable();
  expect(others.kept()).toEqual(record("ben"));
});

test("PUSH-16: a server that does not answer at the start leaves the subscription as it is", async () => {
  const { push, trpc, kept } = createBrowser({
    permission: "granted",
    isSubscribed: true,
    kept: record("ada"),
  });
  trpc.push.key.query.mockRejectedValueOnce(new Error("fetch failed"));
  await expect(push.renew()).rejects.toThrow("fetch failed");
  expect(push.get()).toBe("on");
  expect(kept()).toEqual(record("ada"));
  await push.renew();
  expect(trpc.push.subscribe.mutate).toHaveBeenCalledOnce();
});

test("PUSH-16: a renewal waits for those before it, so that the latest is stored last", async () => {
  const given = { permission: "granted", isSubscribed: true, kept: record("ada") } as const;
  const [earlier, later] = [createBrowser(given), createBrowser(given)];
  const answered = Promise.withResolvers<{ secret: string }>();
  earlier.trpc.push.subscribe.mutate.mockReturnValueOnce(answered.promise);
  const renewals = [earlier.push.renew(), later.push.renew()];
  await vi.waitFor(() => expect(earlier.trpc.push.subscribe.mutate).toHaveBeenCalledOnce());
  expect(later.push.get()).toBe("loading");
  answered.resolve({ secret: "s" });
  await Promise.all(renewals);
  expect(later.trpc.push.subscribe.mutate).toHaveBeenCalledOnce();
});

test("PUSH-17: after a sign-out the browser shows nothing, also if the server does not answer", async () => {
  const { push, trpc, kept, isSubscribed } = createBrowser({
    permission: "granted",
    isSubscribed: true,
    kept: record("ada"),
  });
  trpc.push.unsubscribe.mutate.mockRejectedValueOnce(new Error("fetch failed"));
  await expect(push.disable()).resolves.toMatchObject({ ok: false });
  expect(kept()).toBeUndefined();
  expect(isSubscribed()).toBe(false);
  expect(push.get()).toBe("off");
});

test("PUSH-15: a browser without push messages says so", async () => {
  const { push } = createBrowser({ isSupported: false });
  await push.renew();
  expect(push.get()).toBe("unsupported");
  await expect(push.disable()).resolves.toEqual({ ok: true });
});

test("PUSH-16: a browser that is subscribed with the key of another installation is subscribed again", async () => {
  const { push, pushManager } = createBrowser({ permission: "granted", isSubscribed: true });
  pushManager.subscribe.mockRejectedValueOnce(new DOMException("another key", "InvalidStateError"));
  await push.enable();
  expect(push.get()).toBe("on");
  expect(pushManager.subscribe).toHaveBeenCalledTimes(2);
});

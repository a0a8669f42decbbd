import { createHash } from "node:crypto";
import { pushSubscriptions } from "@parley/db/schema";
import { expect, test } from "vitest";
import { createTestBrowser } from "../../testing/browser.ts";
import { useTestApi } from "../../testing/vitest.ts";
import { revokeTokens } from "../users/revoke-tokens.ts";
import { loadPushKeys } from "./keys.ts";
import { loadPushTargets, ownerOfSecret, sweepPushSubscriptions } from "./subscriptions.ts";

const api = useTestApi({ people: { ada: "MENTOR", ben: "MENTEE", root: "ADMIN" } });

const subscribe = (userId: string, { subscription } = createTestBrowser()) =>
  api.as(userId).push.subscribe(subscription);
const endpointsOf = async (...userIds: string[]) => {
  const targets = await loadPushTargets(api.platform.db, { userIds });
  return targets.map(({ endpoint }) => endpoint).toSorted();
};
const stored = () => api.platform.db.$count(pushSubscriptions);

test("PUSH-1: the key of the installation is created once, also by calls at the same time", async () => {
  const keys = await Promise.all(
    ["ada", "ben", "ada", "ben"].map((userId) => api.as(userId).push.key()),
  );
  expect(new Set(keys.map(({ publicKey }) => publicKey)).size).toBe(1);
  await expect(loadPushKeys(api.platform.db)).resolves.toMatchObject(keys[0] ?? {});
  expect(Buffer.from(keys[0]?.publicKey ?? "", "base64url")).toHaveLength(65);
});

test("PUSH-2: a browser receives the push messages of the user who subscribed it last", async () => {
  const browser = createTestBrowser();
  const { endpoint } = browser.subscription;
  const first = await subscribe("ada", browser);
  const second = await subscribe("ben", browser);
  await expect(endpointsOf("ada")).resolves.toEqual([]);
  await expect(endpointsOf("ada", "ben")).resolves.toEqual([endpoint]);
  const ownerOf = async ({ secret }: { secret: string }) => {
    const secretHash = createHash("sha256").update(secret).digest();
    const { db, notifications } = api.platform;
    return (await ownerOfSecret(db, { secretHash, policy: notifications.policy }))?.userId;
  };
  await expect(ownerOf(first)).resolves.toBeUndefined();
  await expect(ownerOf(second)).resolves.toBe("ben");
  // The other user cannot end it.
  await api.as("ada").push.unsubscribe({ endpoint });
  await expect(endpointsOf("ben")).resolves.toEqual([endpoint]);
  await api.as("ben").push.unsubscribe({ endpoint });
  await api.as("ben").push.unsubscribe({ endpoint });
  await expect(endpointsOf("ben")).resolves.toEqual([]);
});

test("PUSH-3: the newest ten browsers of a user receive push messages", async () => {
  const browsers = Array.from({ length: 12 }, () => createTestBrowser());
  await subscribe("ben");
  for (const browser of browsers) {
    await subscribe("ada", browser);
    api.clock.advance(1_000);
  }
  const newest = browsers.slice(2).map(({ subscription }) => subscription.endpoint);
  await expect(endpointsOf("ada")).resolves.toEqual(newest.toSorted());
  await expect(endpointsOf("ben")).resolves.toHaveLength(1);
});

test("PUSH-4: a revoked session and a closed account receive nothing, and their subscriptions are removed", async () => {
  await subscribe("ada");
  await subscribe("ben");
  api.clock.advance(1_000);
  await revokeTokens(api.platform, "ada");
  await expect(endpointsOf("ada", "ben")).resolves.toHaveLength(1);
  await api.as("root").users.deactivate({ userId: "ben" });
  await expect(endpointsOf("ada", "ben")).resolves.toEqual([]);
  await sweepPushSubscriptions(api.platform);
  await expect(stored()).resolves.toBe(0);
  // Signed in again.
  api.clock.advance(1_000);
  await subscribe("ada");
  await sweepPushSubscriptions(api.platform);
  await expect(endpointsOf("ada")).resolves.toHaveLength(1);
});

const { subscription: good } = createTestBrowser();
test.each([
  ["not https", { ...good, endpoint: "http://push.example.org/a" }, "must begin with https"],
  ["this machine", { ...good, endpoint: "https://127.0.0.1/a" }, "is not on the public Internet"],
  [
    "a local name",
    { ...good, endpoint: "https://push.internal/a" },
    "is not on the public Internet",
  ],
  ["letters of another script", { ...good, endpoint: "https://pusch.example.org/ä" }, "in ASCII"],
  ["a short key", { ...good, keys: { ...good.keys, p256dh: "BA" } }, "is not 65 bytes"],
  ["no point", { ...good, keys: { ...good.keys, p256dh: "A".repeat(87) } }, "is not a public key"],
  ["a long secret", { ...good, keys: { ...good.keys, auth: "A".repeat(24) } }, "is not 16 bytes"],
])(
  "PUSH-5: a subscription to which nothing could be sent is refused: %s",
  async (_title, input, said) => {
    await expect(api.as("ada").push.subscribe(input)).rejects.toThrow(said);
    await expect(stored()).resolves.toBe(0);
  },
);

import { createPublicKey } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import type { PushPayload } from "@parley/contract/push";
import { createTestBrowser } from "@parley/api/testing/internals";
import { jwtVerify } from "jose";
import { expect, test } from "vitest";
import { decryptPush } from "../testing/decrypt-push.ts";
import { startPublicHost } from "../testing/public-host.ts";
import { createSendPush } from "./send-push.ts";

const pair = {
  publicKey:
    "BDasJDcp0yRrGb2g0nxlVWnRS6vrA_og9U37bcK_24wEu7e2FTKt2ckHE7pvjEKtRwF4vtgQsadR3RylszdT1ws",
  privateKey: "rNGvgjFFN98S5Uy3oH9KM93bymS_IpLT8e_5BWH2PDM",
};
const keys = async () => pair;
const contact = "mailto:operator@example.org";
const conversationId = "0192d3c4-5e6f-7a8b-9c0d-1e2f3a4b5c6d";
const unread: PushPayload = { kind: "unread", conversationId };

interface Delivery {
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** A push service, and the function that sends to it on behalf of a browser of Ada. */
async function startPushService(
  answer = (_request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(201).end();
  },
  timeout?: number,
) {
  const deliveries: Delivery[] = [];
  const host = await startPublicHost((request, response) => {
    void buffer(request).then((body) => {
      deliveries.push({ headers: request.headers, body });
      answer(request, response);
    });
  });
  const origin = `https://push.example.org:${host.port}`;
  const browser = createTestBrowser(`${origin}/ada`);
  const sendPush = createSendPush({ ...host.options, keys, contact, timeout });
  const { endpoint, keys: browserKeys } = browser.subscription;
  const target = { id: "1", userId: "ada", endpoint, keys: browserKeys };
  /** The delivery with that number, from 0. */
  const delivery = (at: number): Delivery => {
    const found = deliveries[at];
    if (found === undefined) throw new Error(`there are ${deliveries.length} deliveries`);
    return found;
  };
  return {
    deliveries,
    delivery,
    origin,
    browser,
    send: (payload: PushPayload = unread) => sendPush(target, payload),
    [Symbol.asyncDispose]: () => host[Symbol.asyncDispose](),
  };
}

/** The public key as a push service verifies signatures with it. */
function verificationKey() {
  const point = Buffer.from(pair.publicKey, "base64url");
  const x = point.subarray(1, 33).toString("base64url");
  const y = point.subarray(33).toString("base64url");
  return createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
}

test("PUSH-6: a push message is encrypted for one browser, contains no text, and replaces one of the same conversation", async () => {
  await using service = await startPushService();
  await expect(service.send()).resolves.toEqual({ outcome: "sent" });
  await service.send();
  await service.send({ kind: "unread", conversationId: null });
  const [first, second, other] = [service.delivery(0), service.delivery(1), service.delivery(2)];
  expect(JSON.parse(decryptPush(first.body, service.browser))).toEqual(unread);
  expect(() => decryptPush(first.body, createTestBrowser())).toThrow("authenticate");
  expect(first.headers).toMatchObject({
    ttl: "14400",
    urgency: "high",
    "content-encoding": "aes128gcm",
  });
  expect(first.headers["topic"]).toMatch(/^[\w-]{32}$/);
  expect(second.headers["topic"]).toBe(first.headers["topic"]);
  expect(other.headers["topic"]).not.toBe(first.headers["topic"]);
});

test("PUSH-6: a push service verifies the installation and learns how to reach its operator", async () => {
  await using service = await startPushService();
  await service.send();
  const { authorization = "" } = service.delivery(0).headers;
  const { t, k } = /^vapid t=(?<t>[^,]+), ?k=(?<k>.+)$/.exec(authorization)?.groups ?? {};
  expect(k).toBe(pair.publicKey);
  const { payload } = await jwtVerify(t ?? "", verificationKey(), { algorithms: ["ES256"] });
  expect(payload).toMatchObject({ aud: service.origin, sub: contact });
});

test.each([404, 410])("PUSH-7: %s ends a subscription", async (status) => {
  await using service = await startPushService((_, response) => response.writeHead(status).end());
  await expect(service.send()).resolves.toEqual({ outcome: "gone" });
});

test.each([
  [429, "120", 120_000],
  [429, "99999999", 24 * 60 * 60_000],
  [503, "soon", undefined],
  [500, undefined, undefined],
])("PUSH-7: %s with Retry-After %s is repeated", async (status, retryAfter, retryAfterMs) => {
  await using service = await startPushService((_, response) =>
    response.writeHead(status, retryAfter === undefined ? {} : { "retry-after": retryAfter }).end(),
  );
  const detail = `the push service answered ${status}`;
  await expect(service.send()).resolves.toEqual({ outcome: "retry", detail, retryAfterMs });
});

test("PUSH-7: a date in Retry-After counts from now, and one that has passed is now", async () => {
  await using service = await startPushService((_, response) =>
    response.writeHead(429, { "retry-after": "Thu, 01 Jan 2026 00:00:00 GMT" }).end(),
  );
  await expect(service.send()).resolves.toMatchObject({ outcome: "retry", retryAfterMs: 0 });
});

test.each([400, 401, 413, 301])(
  "PUSH-7: %s is a failure, and no redirect is followed",
  async (status) => {
    await using service = await startPushService((request, response) =>
      response.writeHead(status, { location: `https://${request.headers.host}/elsewhere` }).end(),
    );
    await expect(service.send()).resolves.toMatchObject({ outcome: "failed" });
    expect(service.deliveries).toHaveLength(1);
  },
);

test.each([
  ["never answers", () => undefined],
  ["hangs up", (request: IncomingMessage) => void request.socket.destroy()],
])("PUSH-7: a push service that %s is tried again", async (_title, answer) => {
  await using service = await startPushService(answer, 300);
  await expect(service.send()).resolves.toMatchObject({ outcome: "retry" });
});

test.each(["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1"])(
  "PUSH-8: a push service whose name resolves to %s is not connected to",
  async (address) => {
    const sendPush = createSendPush({
      keys,
      contact,
      lookup: async () => [{ address, family: 4 }],
    });
    const { subscription } = createTestBrowser();
    const target = { id: "1", userId: "ada", ...subscription };
    await expect(sendPush(target, unread)).resolves.toMatchObject({ outcome: "failed" });
  },
);

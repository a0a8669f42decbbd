import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import type { NotificationContent } from "@parley/api/host-types";
import { afterEach, expect, test } from "vitest";
import { portOf } from "../testing/port-of.ts";
import { createHostCallback, createWebhook } from "./host-channel.ts";

const key = Buffer.alloc(32, 7);
const secret = `whsec_${key.toString("base64")}`;

const content: NotificationContent = {
  notificationId: "0192d3c4-5e6f-7a8b-9c0d-1e2f3a4b5c6d",
  to: { userId: "ben", name: "Ben", email: "ben@example.org", language: "en", timeZone: null },
  kind: "messages",
  content: "full",
  conversations: [
    {
      conversationId: "0192d3c4-5e6f-7a8b-9c0d-1e2f3a4b5c6e",
      title: "Ada",
      kind: "direct",
      url: "https://host.example/chat/1",
      messages: [
        { seq: 3, senderName: "Ada", text: "secret", sentAt: new Date(0), mentionsYou: false },
      ],
      more: 0,
    },
  ],
  moreConversations: 0,
  unreadTotal: 1,
  settingsUrl: "https://host.example/settings",
  messagesUrl: "https://host.example/chat",
};

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

interface Call {
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** A host that answers every call in the same way. */
async function host(status: number, answer: string, headers: Record<string, string> = {}) {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      calls.push({ headers: request.headers, body });
      response.writeHead(status, headers).end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  return { calls, url: `http://127.0.0.1:${portOf(server)}/notifications` };
}

test("NTF-18: a webhook is signed as Standard Webhooks describe, names the user, and contains no text", async () => {
  const { calls, url } = await host(200, '{"handled":true}');
  const at = new Date("2026-01-05T09:10:00.000Z");
  await expect(createWebhook({ url, secret }, () => at)(content)).resolves.toEqual({
    outcome: "handled",
  });
  const [{ headers, body } = { headers: {}, body: "" }] = calls;
  const seconds = String(at.getTime() / 1_000);
  const signature = createHmac("sha256", key)
    .update(`${content.notificationId}.${seconds}.${body}`)
    .digest("base64");
  expect(headers).toMatchObject({
    "webhook-id": content.notificationId,
    "webhook-timestamp": seconds,
    "webhook-signature": `v1,${signature}`,
  });
  expect(JSON.parse(body)).toMatchObject({
    type: "notification.due",
    data: { userId: "ben", unreadTotal: 1, conversations: [{ messages: [{ seq: 3 }] }] },
  });
  expect(body).not.toContain("secret");
  expect(body).not.toContain("ben@example.org");
});

test.each([
  ["an empty answer", 204, "", { outcome: "declined" }],
  ["another answer", 200, '{"handled":"yes"}', { outcome: "declined" }],
  ["no JSON", 200, "<p>thanks</p>", { outcome: "declined" }],
  ["a failure", 503, '{"handled":true}', { outcome: "retry", detail: "the answer was 503" }],
  ["an address that is gone", 410, "", { outcome: "skipped" }],
  ["a redirect", 302, "", { outcome: "retry", detail: "the answer was 302" }],
] as const)(
  "NTF-18: only the answer that it handles a notification keeps the others from it: %s",
  async (_title, status, answer, expected) => {
    const { calls, url } = await host(status, answer, { location: "http://127.0.0.1:9/" });
    await expect(createWebhook({ url, secret })(content)).resolves.toMatchObject(expected);
    expect(calls).toHaveLength(1);
  },
);

test("NTF-18: a host that cannot be reached is called again", async () => {
  const outcome = createWebhook({ url: "http://127.0.0.1:9/", secret })(content);
  await expect(outcome).resolves.toMatchObject({ outcome: "retry" });
});

test("NTF-18: a function of the host gets the whole notification, and handles it or does not", async () => {
  const seen: NotificationContent[] = [];
  const handles = createHostCallback((notification) => {
    seen.push(notification);
    return { handled: true };
  });
  await expect(handles(content)).resolves.toEqual({ outcome: "handled" });
  expect(seen).toEqual([content]);
  const leaves = createHostCallback(() => undefined);
  await expect(leaves(content)).resolves.toEqual({ outcome: "declined" });
});

test("NTF-18: a secret that is too short is refused", () => {
  expect(() => createWebhook({ url: "http://127.0.0.1/", secret: "whsec_c2hvcnQ=" })).toThrow(
    "24 to 64 bytes",
  );
});

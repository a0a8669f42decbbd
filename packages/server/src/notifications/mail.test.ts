import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { notifications } from "@parley/db/schema";
import { newId } from "@parley/api/testing";
import type { MailBounce } from "@parley/mail/bounces";
import type { NotificationContent } from "@parley/mail/content";
import { composeReply, readStoredMail } from "@parley/mail/stored-mail";
import { fastify } from "fastify";
import { expect, test, vi } from "vitest";
import { POST } from "../http/methods.ts";
import { createTestProgramme, startTestServer } from "../testing/test-server.ts";
import { openMailService } from "./mail-service.ts";
import { MAILBOX_REPLY, serveMailbox } from "./serve-mail.ts";

const SECRET = "the secret of the mail service, 32 bytes";
const HOUR = 3_600_000;

/** A server with e-mail into a folder, and a conversation of Ada and Ben. */
async function open() {
  const api = await createTestProgramme();
  const folder = await mkdtemp(join(tmpdir(), "parley-mail-"));
  const mail = await openMailService({
    platform: api.platform,
    logger: fastify().log,
    settings: {
      programmeName: "Bright Futures",
      from: { name: "Bright Futures", address: "no-reply@mail.example" },
      language: "en",
      publicUrl: () => new URL("https://parley.example/"),
      transport: { folder },
      inbound: { domain: "reply.example", secret: SECRET },
    },
  });
  const server = await startTestServer(api, {
    mail,
    addresses: {
      methodsAt: (path) => (path === MAILBOX_REPLY ? POST : undefined),
      serve: (app) => serveMailbox(app, mail),
    },
  });
  const { id: conversationId } = await api.as("ada").conversations.open({ userId: "ben" });
  const content: NotificationContent = {
    notificationId: "0199a1b2-0000-7000-8000-0000000000ff",
    to: { userId: "ben", name: "Ben", email: "ben@example.org", language: "en" },
    kind: "messages",
    content: "full",
    conversations: [
      {
        conversationId,
        title: "Ada",
        kind: "direct",
        url: `https://parley.example/conversations/${conversationId}`,
        messages: [
          { seq: 1, senderName: "Ada", text: "Hello?", sentAt: new Date(), mentionsYou: false },
        ],
        more: 0,
      },
    ],
    moreConversations: 0,
    unreadTotal: 1,
    settingsUrl: "https://parley.example/settings",
  };
  const mails = async () => {
    const names = (await mail.folder?.list()) ?? [];
    return await Promise.all(
      names.map(async (name) => readStoredMail((await mail.folder?.read(name)) ?? Buffer.alloc(0))),
    );
  };
  return {
    api,
    mail,
    content,
    conversationId,
    mails,
    call: (path: string, init?: RequestInit) =>
      fetch(`http://127.0.0.1:${server.port}${path}`, init),
    /** The bodies in the conversation. */
    async bodies() {
      const { messages } = await api.as("ada").messages.list({ conversationId });
      return messages.map(({ body }) => body);
    },
    /** Delivers the notification, and replies to it. */
    async replyWith(text: string): Promise<Buffer> {
      await mail.deliver(content);
      const [delivered] = (await mails()).filter(({ replyTo }) => replyTo !== null);
      if (delivered === undefined) throw new Error("no mail arrived");
      return await composeReply(delivered, text);
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await mail.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const unsubscribePath = async (mails: Awaited<ReturnType<typeof open>>) => {
  await mails.mail.deliver(mails.content);
  const [{ text } = { text: "" }] = await mails.mails();
  const url = new URL(/https:\S*unsubscribe\S*/.exec(text)?.[0] ?? "");
  return `${url.pathname}${url.search}`;
};

const emailOf = async ({ api }: Awaited<ReturnType<typeof open>>, id: string) =>
  (await api.as(id).notifications.settings()).settings.email;

test("MAIL-28: looking at the unsubscribe page changes nothing, as the programs that visit links do", async () => {
  await using parley = await open();
  const path = await unsubscribePath(parley);
  const page = await parley.call(path);
  expect(page.status).toBe(200);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(page.headers.get("set-cookie")).toBeNull();
  expect(await page.text()).toContain("Stop e-mails from Bright Futures?");
  expect((await parley.call(path, { method: "HEAD" })).status).toBe(200);
  await parley.call(path, { method: "OPTIONS" });
  expect(await emailOf(parley, "ben")).toBe(true);
  const french = await parley.call(path, { headers: { "accept-language": "fr-CH, en;q=0.5" } });
  expect(await french.text()).toContain("Ne plus recevoir");
});

test("MAIL-28: one POST without cookies ends mails to one user, and works twice", async () => {
  await using parley = await open();
  const path = await unsubscribePath(parley);
  const post = () =>
    parley.call(path, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        origin: "https://mail.example",
      },
      body: "List-Unsubscribe=One-Click",
    });
  expect((await post()).status).toBe(200);
  expect(await emailOf(parley, "ben")).toBe(false);
  expect(await emailOf(parley, "ada")).toBe(true);
  const again = await post();
  expect(again.status).toBe(200);
  expect(await again.text()).toContain("no more notifications");
});

test("MAIL-36: the page of an unsubscribe link also ends the notifications of what the mail is about, and nothing else", async () => {
  await using parley = await open();
  const { api, conversationId } = parley;
  const path = await unsubscribePath(parley);
  const page = await (await parley.call(path)).text();
  expect(page.match(/name="end" value="\w+"/g)).toHaveLength(3);
  const state = async () => {
    const { settings } = await api.as("ben").notifications.settings();
    const { mutedUntil } = await api.as("ben").conversations.get({ conversationId });
    return [settings.email, settings.direct, mutedUntil !== null];
  };
  const end = async (chosen: string) => {
    const body = new URLSearchParams({ end: chosen });
    const response = await parley.call(path, { method: "POST", body });
    return await response.text();
  };
  expect(await state()).toEqual([true, "10m", false]);
  expect(await end("conversation")).toContain("no more of these notifications");
  expect(await state()).toEqual([true, "10m", true]);
  await end("kind");
  expect(await state()).toEqual([true, "off", true]);
  expect(await end("email")).toContain("no more notifications by e-mail");
  expect(await state()).toEqual([false, "off", true]);
});

test("MAIL-36: a link that names only a user has one button, and ends nothing that it does not name", async () => {
  await using parley = await open();
  const token = parley.mail.tokens.unsubscribe({ userId: "ben", kind: "email" });
  const path = `/mail/unsubscribe?token=${token}`;
  expect((await (await parley.call(path)).text()).match(/<button/g)).toHaveLength(1);
  for (const end of ["kind", "conversation"]) {
    const body = new URLSearchParams({ end });
    const response = await parley.call(path, { method: "POST", body });
    expect(await response.text()).toContain("not valid any more");
  }
  expect(await emailOf(parley, "ben")).toBe(true);
});

test("MAIL-28: a forged token and one of no user get the same page", async () => {
  await using parley = await open();
  const nobody = parley.mail.tokens.unsubscribe({ userId: "nobody", kind: "email" });
  const pageOf = async (token: string) => {
    const response = await parley.call(`/mail/unsubscribe?token=${token}`, { method: "POST" });
    return [response.status, await response.text()];
  };
  expect(await pageOf(nobody)).toEqual(await pageOf("forged"));
  expect((await pageOf(nobody))[1]).toContain("not valid any more");
});

test("MAIL-29: a reply becomes a message of its author, once, however often it is delivered", async () => {
  await using parley = await open();
  const raw = await parley.replyWith("Yes, on Friday.");
  expect(await parley.mail.receive(raw, "own")).toBe("taken");
  expect(await parley.mail.receive(raw, "own")).toBe("taken");
  expect(await parley.bodies()).toEqual(["Yes, on Friday."]);
  expect((await parley.mails()).map(({ subject }) => subject)).toEqual(["Ada wrote to you"]);
});

test("MAIL-29: a reply that may not be sent is answered in plain words, once an hour", async () => {
  await using parley = await open();
  const raws = [
    await parley.replyWith("Hello?"),
    await parley.replyWith("Are you there?"),
    await parley.replyWith("An hour later"),
  ] as const;
  await parley.api.as("ada").contacts.block({ userId: "ben" });
  const answers = async () =>
    (await parley.mails()).filter(({ subject }) => subject.includes("not delivered"));
  await parley.mail.receive(raws[0], "own");
  await parley.mail.receive(raws[1], "own");
  const [answer, ...others] = await answers();
  expect(others).toEqual([]);
  expect(answer?.to.address).toBe("ben@example.org");
  expect(answer?.text).toContain("You cannot write in this conversation any more.");
  expect(answer?.text).toContain("Hello?");
  expect(await parley.bodies()).toEqual([]);
  parley.api.clock.advance(HOUR + 1);
  await parley.mail.receive(raws[2], "own");
  expect(await answers()).toHaveLength(2);
});

test("MAIL-37: the text of a reply with attachments is posted, and its author is told once that they were not", async () => {
  await using parley = await open();
  const raw = (await parley.replyWith("Here is the plan.")).toString();
  const type = /^content-type: .*$/im.exec(raw)?.[0] ?? "";
  const encoding = /^content-transfer-encoding: .*$/im.exec(raw)?.[0] ?? "";
  const [head = "", ...body] = raw.split("\r\n\r\n");
  const mixed = [
    head
      .replace(type, 'Content-Type: multipart/mixed; boundary="b"')
      .replace(`${encoding}\r\n`, ""),
    "",
    "--b",
    type,
    encoding,
    "",
    body.join("\r\n\r\n"),
    "--b",
    "Content-Type: application/pdf",
    'Content-Disposition: attachment; filename="plan.pdf"',
    "",
    "PDF",
    "--b--",
    "",
  ].join("\r\n");
  const { folder } = parley.mail;
  if (folder === undefined) throw new Error("mails are not stored");
  // In the folder, a second answer would take the place of the first.
  const send = vi.spyOn(folder, "send");
  await parley.mail.receive(Buffer.from(mixed), "own");
  await parley.mail.receive(Buffer.from(mixed), "own");
  expect(send).toHaveBeenCalledOnce();
  const told = (await parley.mails()).filter(({ subject }) => subject.includes("attachments"));
  expect(await parley.bodies()).toEqual(["Here is the plan."]);
  expect(told[0]).toMatchObject({
    subject: "Your reply to Bright Futures was delivered without its attachments",
    to: { address: "ben@example.org" },
  });
});

test("MAIL-29: a message that stays unread becomes a mail, the reply to it a message, and one that is read becomes none", async () => {
  await using parley = await open();
  const { api, mail, conversationId } = parley;
  const say = (from: string, body: string) =>
    api.as(from).messages.send({ conversationId, id: newId(), body });
  const due = async () => {
    api.clock.advance(11 * 60_000);
    await api.jobs.run();
    const contents = api.notifications.sent.splice(0).map(({ content }) => content);
    await Promise.all(contents.map((content) => mail.deliver(content)));
    return contents.length;
  };
  await say("ada", "Are you coming on Friday?");
  expect(await due()).toBe(1);
  const [delivered] = await parley.mails();
  expect(delivered).toMatchObject({
    subject: "Ada wrote to you",
    to: { address: "ben@example.org" },
  });
  expect(delivered?.text).toContain("Are you coming on Friday?");
  if (delivered === undefined) throw new Error("no mail");
  await mail.receive(await composeReply(delivered, "Yes!"), "own");
  expect(await parley.bodies()).toEqual(["Are you coming on Friday?", "Yes!"]);
  // The reply is unread itself; its mail is from Ben.
  await api.as("ada").messages.markRead({ conversationId, seq: 2 });
  expect(await due()).toBe(0);
});

test("MAIL-30: mail is taken from those who know the secret", async () => {
  await using parley = await open();
  const body = new Uint8Array(await parley.replyWith("Posted by a provider"));
  const post = (authorization?: string) =>
    parley.call("/mail/inbound", {
      method: "POST",
      body,
      headers: {
        "content-type": "message/rfc822",
        ...(authorization === undefined ? {} : { authorization }),
      },
    });
  expect((await post()).status).toBe(401);
  expect((await post("Bearer wrong")).status).toBe(401);
  expect((await post(`Bearer ${SECRET}`)).status).toBe(204);
  expect((await post(`Basic ${btoa(`mail:${SECRET}`)}`)).status).toBe(204);
  expect((await parley.call("/mail/inbound")).status).toBe(405);
  // Neither signed nor sent by a server of its domain: refused, and answered.
  expect(await parley.bodies()).toEqual([]);
  expect((await parley.mails()).map(({ text }) => text).join("")).toContain(
    "could not be verified",
  );
});

test("MAIL-30: a mail that cannot be processed yet is to be posted again in a minute", async () => {
  await using parley = await open();
  vi.spyOn(parley.mail, "receive").mockResolvedValueOnce("later");
  const response = await parley.call("/mail/inbound", {
    method: "POST",
    body: "Subject: x\r\n\r\nHello",
    headers: { authorization: `Bearer ${SECRET}` },
  });
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("60");
  expect(await response.json()).toMatchObject({
    error: { data: { httpStatus: 503, reason: "unavailable", retryAfterMs: 60_000 } },
  });
});

const bounce = (kind: MailBounce["kind"]): readonly MailBounce[] => [
  { kind, address: "ben@example.org", messageId: null, notificationId: null, detail: "550 5.1.1" },
];

test("MAIL-31: mail to an address that bounces stops, and begins again after 30 days", async () => {
  await using parley = await open();
  const { mail, content, api } = parley;
  await mail.bounced(bounce("hard"));
  expect(await mail.deliver(content)).toEqual({ outcome: "sent" });
  api.clock.advance(25 * HOUR);
  await mail.bounced(bounce("hard"));
  expect(await mail.deliver(content)).toMatchObject({ outcome: "skipped" });
  api.clock.advance(31 * 24 * HOUR);
  expect(await mail.deliver(content)).toEqual({ outcome: "sent" });
});

test("MAIL-31: a bounce that names no user's address is counted by the mail that it returns", async () => {
  await using parley = await open();
  const { mail, content, api } = parley;
  const { notificationId } = content;
  await api.platform.db.insert(notifications).values({
    id: notificationId,
    userId: "ben",
    kind: "messages",
    parts: [],
    createdAt: api.clock.now(),
  });
  const elsewhere = { kind: "hard", address: "b@elsewhere.example", detail: "" } as const;
  const messageId = `<n.${notificationId}@mail.example>`;
  await mail.bounced([{ ...elsewhere, messageId, notificationId: null }]);
  api.clock.advance(25 * HOUR);
  await mail.bounced([{ ...elsewhere, messageId: null, notificationId }]);
  expect(await mail.deliver(content)).toMatchObject({ outcome: "skipped" });
  await mail.bounced([{ ...elsewhere, messageId: "<n.0@mail.example>", notificationId: null }]);
});

/** A notification of Ben that was sent by e-mail, and by push if asked for. */
async function sentNotification({ api, content }: Awaited<ReturnType<typeof open>>, push: boolean) {
  const at = api.clock.now().toISOString();
  const sent = (channel: string) => ({ channel, outcome: "sent", detail: null, at });
  await api.platform.db.insert(notifications).values({
    id: content.notificationId,
    userId: "ben",
    kind: "messages",
    parts: [],
    state: "sent",
    outcomes: { email: sent("email"), ...(push ? { push: sent("push") } : {}) },
    createdAt: api.clock.now(),
    sentAt: api.clock.now(),
  });
  return async () => {
    const { notifications: listed } = await api.as("ben").notifications.list();
    return listed.at(-1);
  };
}

test("MAIL-34: a bounce that arrives later is the outcome of its notification, found by its return path", async () => {
  await using parley = await open();
  const { mail, content } = parley;
  const listed = await sentNotification(parley, false);
  const returnPath = mail.tokens.bounce(content.notificationId);
  const report = [
    "From: mailer-daemon@example.org",
    `To: ${returnPath}@reply.example`,
    "Subject: Returned",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    "",
    "--b",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.example.org",
    "",
    "Final-Recipient: rfc822; ben@example.org",
    "Action: failed",
    "Status: 5.1.1",
    "Diagnostic-Code: smtp; 550 5.1.1 No such user",
    "",
    "--b--",
    "",
  ].join("\r\n");
  expect(await mail.receive(Buffer.from(report), "provider")).toBe("taken");
  expect(await listed()).toMatchObject({
    state: "not_sent",
    reason: "failed",
    outcomes: [
      { channel: "email", outcome: "bounced", detail: expect.stringContaining("No such user") },
    ],
  });
});

test("MAIL-34: a notification that also reached its user in another way stays sent, and says which mail came back", async () => {
  await using parley = await open();
  const { mail, content } = parley;
  const listed = await sentNotification(parley, true);
  const messageId = `<n.${content.notificationId}@mail.example>`;
  const complaint = { kind: "complaint", address: null, notificationId: null, detail: "" } as const;
  await mail.bounced([{ ...complaint, messageId }]);
  const notification = await listed();
  expect(notification).toMatchObject({ state: "sent", reason: null });
  expect(notification?.outcomes).toContainEqual(
    expect.objectContaining({
      channel: "email",
      outcome: "bounced",
      detail: "the recipient marked the mail as spam",
    }),
  );
});

test("MAIL-35: a user whose address gets no mail sees it exactly as long, and can try again; an ADMIN has the list", async () => {
  await using parley = await open();
  const { mail, content, api } = parley;
  const ben = api.as("ben").notifications;
  const stop = async () => (await ben.settings()).emailStop;
  const bouncing = async () => (await api.service.notifications.bouncing()).users;
  await mail.bounced(bounce("hard"));
  expect(await stop()).toBeNull();
  api.clock.advance(25 * HOUR);
  await mail.bounced(bounce("hard"));
  const since = api.clock.now().toISOString();
  expect(await stop()).toEqual({ since, detail: "550 5.1.1" });
  expect(await bouncing()).toEqual([{ userId: "ben", name: "Ben", since, detail: "550 5.1.1" }]);
  expect((await api.as("ada").notifications.settings()).emailStop).toBeNull();
  api.clock.advance(30 * 24 * HOUR);
  expect(await stop()).not.toBeNull();
  expect(await mail.deliver(content)).toMatchObject({ outcome: "skipped" });
  api.clock.advance(1);
  expect(await stop()).toBeNull();
  expect(await mail.deliver(content)).toEqual({ outcome: "sent" });
  await mail.bounced(bounce("complaint"));
  expect(await mail.deliver(content)).toMatchObject({ outcome: "skipped" });
  expect((await ben.retryEmail()).emailStop).toBeNull();
  expect(await bouncing()).toEqual([]);
  expect(await mail.deliver(content)).toEqual({ outcome: "sent" });
});

test("MAIL-31: a complaint that a provider reports ends mails to its user", async () => {
  await using parley = await open();
  const post = (provider: string, body: unknown) =>
    parley.call(`/mail/events/${provider}`, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { authorization: `Bearer ${SECRET}` },
    });
  expect((await post("generic", { kind: "complaint", address: "Ben@Example.org" })).status).toBe(
    204,
  );
  expect(await emailOf(parley, "ben")).toBe(false);
  expect(await parley.mail.deliver(parley.content)).toMatchObject({ outcome: "skipped" });
  expect((await post("generic", { kind: "soft" })).status).toBe(400);
  expect((await post("unknown", {})).status).toBe(404);
  expect((await parley.call("/mail/events/ses", { method: "POST", body: "{}" })).status).toBe(401);
});

test("MAIL-32: the mailbox of the demo shows the mails, and a reply there is a message", async () => {
  await using parley = await open();
  await parley.mail.deliver(parley.content);
  const [name = ""] = (await parley.mail.folder?.list()) ?? [];
  const list = await (await parley.call("/demo/mail")).text();
  expect(list).toContain("Ada wrote to you");
  const page = await (await parley.call(`/demo/mail/${name}`)).text();
  expect(page).toContain("Reply by e-mail");
  expect(page).not.toMatch(/<script/i);
  const raw = await parley.call(`/demo/mail/${name}/raw`);
  expect(raw.headers.get("content-type")).toBe("message/rfc822");
  const reply = await parley.call(MAILBOX_REPLY, {
    method: "POST",
    body: new URLSearchParams({ mail: name, text: "From the mailbox" }),
  });
  expect(await reply.text()).toContain("The reply was delivered.");
  expect(await parley.bodies()).toEqual(["From the mailbox"]);
  expect((await parley.call("/demo/mail/..%2F..%2Fsecret.eml")).status).toBe(404);
});

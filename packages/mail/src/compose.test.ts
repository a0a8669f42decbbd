import * as fc from "fast-check";
import PostalMime from "postal-mime";
import { expect, test } from "vitest";
import { createMailTokens } from "./addresses.ts";
import { composeNotification, composeRefusal, isMailAddress, type Sender } from "./compose.ts";
import type { NotificationContent } from "./content.ts";
import { sample } from "./testing/samples.ts";
import { toRaw } from "./transport.ts";

const tokens = createMailTokens({
  secret: "a secret of at least thirty-two bytes",
  now: () => new Date("2026-03-01T12:00:00.000Z"),
});
const sender: Sender = {
  programmeName: "Bright Futures",
  from: { name: "Bright Futures", address: "no-reply@mail.example" },
  inboundDomain: "reply.example",
  tokens,
  unsubscribeUrl: (token) => `https://parley.example/mail/unsubscribe?token=${token}`,
};
const { inboundDomain: _, ...withoutInbound } = sender;
const direct = sample("en", "direct");

function compose(content: NotificationContent, by: Sender = sender) {
  const mail = composeNotification(content, by);
  if (mail === null) throw new Error("no address");
  return mail;
}

const parsed = async (content: NotificationContent, by: Sender = sender) =>
  await PostalMime.parse(await toRaw(compose(content, by)));

test("MAIL-9: the mails about one conversation are one thread, and a repeated mail has the same id", async () => {
  const later = { ...direct, notificationId: "0199a1b2-0000-7000-8000-0000000000fe" };
  const [first, again, second] = await Promise.all([parsed(direct), parsed(direct), parsed(later)]);
  expect(first.messageId).toBe(`<n.${direct.notificationId}@mail.example>`);
  expect(again.messageId).toBe(first.messageId);
  expect(second.messageId).not.toBe(first.messageId);
  expect(second.references).toBe(first.references);
  expect(first.inReplyTo).toBe(first.references);
  expect(compose(sample("en", "several")).references).toBeUndefined();
});

test("MAIL-10: one request ends the mails, without a page between (RFC 8058)", async () => {
  const { headers } = await parsed(direct);
  const header = (name: string) => headers.find(({ key }) => key === name)?.value ?? "";
  const url = new URL(header("list-unsubscribe").slice(1, -1));
  expect(tokens.openUnsubscribe(url.searchParams.get("token") ?? "")).toEqual({
    status: "valid",
    claim: {
      userId: "ana",
      kind: "direct",
      conversationId: direct.conversations[0]?.conversationId,
    },
  });
  expect(header("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
  expect(header("auto-submitted")).toBe("auto-generated");
});

test("MAIL-11: a mail about one conversation is from its sender via the programme, and a reply is possible where mail arrives", async () => {
  const mail = await parsed(direct);
  expect(mail.from).toEqual({
    name: "Ben Ortiz via Bright Futures",
    address: "no-reply@mail.example",
  });
  const [local = "", domain] = mail.replyTo?.[0]?.address?.split("@") ?? [];
  expect(domain).toBe("reply.example");
  expect(tokens.openReply(local, "ana").status).toBe("valid");
  expect(mail.text).toContain("Write your reply above this line");
  expect(compose(direct).returnPath).toBe(`${tokens.bounce(direct.notificationId)}@reply.example`);

  const plain = await parsed(direct, withoutInbound);
  expect(plain.replyTo).toBeUndefined();
  expect(plain.text).not.toMatch(/reply/i);
  expect(compose(direct, withoutInbound).returnPath).toBe("no-reply@mail.example");
  expect((await parsed(sample("en", "none"))).from?.name).toBe("Bright Futures");
});

test("MAIL-12: no name, programme or text adds a header, and what is shown survives the way", async () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 100 }),
    fc.constantFrom(
      "Ben\r\nBcc: all@example.org\r\n\r\n<b>",
      "Ben\u{2028}X-Evil: 1",
      `a${"\u{301}".repeat(5_000)}`,
      '"Ben" <ceo@example.org>',
      "=?utf-8?B?QmNjOiB4?=",
      "\u{202e}nimda",
    ),
  );
  await fc.assert(
    fc.asyncProperty(hostile, hostile, hostile, async (title, name, programmeName) => {
      const conversations = direct.conversations.map((conversation) => ({
        ...conversation,
        title,
      }));
      const content = { ...direct, conversations, to: { ...direct.to, name } };
      const mail = await parsed(content, { ...sender, programmeName });
      expect(mail.headers.map(({ key }) => key).toSorted()).toEqual(
        [
          "auto-submitted",
          "content-language",
          "content-type",
          "date",
          "from",
          "in-reply-to",
          "list-unsubscribe",
          "list-unsubscribe-post",
          "message-id",
          "mime-version",
          "references",
          "reply-to",
          "subject",
          "to",
          "x-auto-response-suppress",
        ].toSorted(),
      );
      expect(mail.to).toHaveLength(1);
      expect(mail.to?.[0]?.address).toBe("ana@example.org");
      expect(mail.from?.address).toBe("no-reply@mail.example");
      expect(mail.subject).not.toMatch(/[\p{Cc}\u{202a}-\u{202e}]/u);
    }),
    { numRuns: 50 },
  );
});

test("MAIL-13: a user whose address is none gets no mail", () => {
  const addresses = [
    null,
    "",
    "ana",
    "ana@",
    "@example.org",
    "a b@example.org",
    "ana@example.org\r\nBcc: x@example.org",
    "ana@@example.org",
    "ana@exa mple.org",
    "<ana@example.org>",
    "ana@example..org",
    ".ana@example.org",
    "ana,ben@example.org",
    `${"a".repeat(65)}@example.org`,
    "ana@example.org\u{0}",
    "ana\u{202e}@example.org",
    `a@${"b".repeat(300)}.org`,
  ];
  for (const email of addresses)
    expect(
      composeNotification({ ...direct, to: { ...direct.to, email } }, sender),
      String(email),
    ).toBeNull();
  for (const email of [
    "ana@example.org",
    "a.n+a=1@sub.example.org",
    "ana@bücher.example",
    "ぁ@example.org",
  ])
    expect(isMailAddress(email), email).toBe(true);
});

test("MAIL-14: an answer to a refused reply belongs to its thread and has no return path, so that it cannot be answered in turn", async () => {
  const refusal = { reason: "empty", language: "en" } as const;
  const mail = composeRefusal(
    refusal,
    { from: "ana@example.org", messageId: "<1@example.org>" },
    sender,
  );
  expect(mail?.returnPath).toBe("");
  if (mail === null) throw new Error("no answer");
  const { headers, inReplyTo } = await PostalMime.parse(await toRaw(mail));
  expect(inReplyTo).toBe("<1@example.org>");
  expect(headers.find(({ key }) => key === "auto-submitted")?.value).toBe("auto-replied");
  expect(composeRefusal(refusal, { from: "x", messageId: null }, sender)).toBeNull();
});

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type MailLanguage, mailLanguages, type NotificationContent } from "./content.ts";
import { renderNotification, renderRefusal } from "./render.ts";
import { sample, samples } from "./testing/samples.ts";

const options = { programmeName: "Bright Futures" };

const TEMPLATE_TAGS =
  /<(?:!doctype|\/?(?:html|head|meta|title|style|body|table|tr|td|div|span|h1|a|bdi|br))\b[^<>]*>/g;

const anyName = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.constantFrom(
    "Ben\r\nBcc: all@example.org",
    `<script>alert("1")</script>`,
    "\u{202e}gnp.exe",
    `a${"\u{301}".repeat(5_000)}`,
    "\u{0}\u{7}",
    "",
    `"); background:url(https://evil.example/`,
    "بن عمر",
  ),
);
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 5_000 }),
  fc.constantFrom(
    "&".repeat(5_000),
    `a${"\u{30d}".repeat(4_999)}`,
    "𝔘".repeat(5_000),
    "\r\n\r\n.\r\n",
  ),
);
const anyContent: fc.Arbitrary<NotificationContent> = fc.record({
  notificationId: fc.uuid(),
  to: fc.record({
    userId: fc.string(),
    name: anyName,
    email: fc.constant("ana@example.org"),
    language: fc.constantFrom(...mailLanguages),
    timeZone: fc.constantFrom(null, "Asia/Kathmandu"),
  }),
  kind: fc.constantFrom(
    "messages" as const,
    "digest" as const,
    "meeting" as const,
    "test" as const,
  ),
  content: fc.constantFrom("full" as const, "name-only" as const, "none" as const),
  conversations: fc.array(
    fc.record({
      conversationId: fc.uuid(),
      title: anyName,
      kind: fc.constantFrom("direct" as const, "group" as const),
      url: fc.constant(`https://parley.example/c/1?a=1&b="2"`),
      messages: fc.array(
        fc.record({
          seq: fc.nat(),
          senderName: anyName,
          text: anyText,
          sentAt: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }),
          mentionsYou: fc.boolean(),
        }),
        { maxLength: 8 },
      ),
      more: fc.nat(9_999),
    }),
    { maxLength: 12 },
  ),
  moreConversations: fc.nat(99),
  unreadTotal: fc.nat(9_999),
  settingsUrl: fc.constant("https://parley.example/settings"),
});

test("MAIL-1: whatever names and texts contain, a mail has only the markup of its template, one line of subject and no more than 100,000 bytes", () => {
  fc.assert(
    fc.property(anyContent, fc.boolean(), (content, acceptsReply) => {
      const mail = renderNotification(content, { ...options, acceptsReply });
      expect(mail.html.replaceAll(TEMPLATE_TAGS, "")).not.toMatch(/[<>]/);
      const tags = mail.html.match(/<[^>]*>/g)?.join("") ?? "";
      expect(tags).not.toMatch(/url\(|src=|\son\w+=|javascript:/);
      expect(Buffer.byteLength(mail.html)).toBeLessThanOrEqual(100_000);
      expect(Buffer.byteLength(mail.text)).toBeLessThanOrEqual(100_000);
      expect([...mail.subject].length).toBeLessThanOrEqual(150);
      expect(mail.subject).not.toMatch(/[\p{Cc}\u{202a}-\u{202e}]|\p{M}{5}/u);
    }),
    { numRuns: 150 },
  );
});

test("MAIL-1: links lead to web addresses only", () => {
  const content = { ...sample("en", "direct"), settingsUrl: "javascript:alert(1)" };
  expect(() => renderNotification(content, options)).toThrow("not a web address");
});

test("TXT-5: a mail shows every line break that Unicode defines", () => {
  const content = sample("en", "direct");
  const [conversation] = content.conversations;
  const [message] = conversation?.messages ?? [];
  if (conversation === undefined || message === undefined) throw new Error("no message");
  const text = ["one", "two", "three", "four", "five", "six", "seven", "eight"];
  const breaks = ["\r\n", "\r", "\n", "\v", "\f", "\u0085", "\u2028"];
  const written = text.map((word, at) => word + (breaks[at] ?? "")).join("");
  const messages = [{ ...message, text: written }];
  const mail = renderNotification(
    { ...content, conversations: [{ ...conversation, messages }] },
    options,
  );
  const lines = mail.text.split("\n").map((line) => line.replace(/^[> ]+/, "").trim());
  expect(lines).toEqual(expect.arrayContaining(text));
  expect(mail.html).not.toMatch(/onetwo|fourfive|fivesix|sixseven/);
});

test("MAIL-2: the content policy decides what a mail tells", () => {
  const told = (content: "full" | "name-only" | "none") => {
    const mail = renderNotification({ ...sample("en", "direct"), content }, options);
    const all = [mail.subject, mail.text, mail.html];
    const tells = (text: string) => all.some((part) => part.includes(text));
    return { name: tells("Ben Ortiz"), text: tells("Tuesday") };
  };
  expect(told("full")).toEqual({ name: true, text: true });
  expect(told("name-only")).toEqual({ name: true, text: false });
  expect(told("none")).toEqual({ name: false, text: false });
});

test("MEET-10: a mail about a meeting says what is new of it, with the text of the meeting", () => {
  for (const language of mailLanguages) {
    const [conversation] = sample(language, "direct").conversations;
    const [message] = conversation?.messages ?? [];
    if (conversation === undefined || message === undefined) throw new Error("no message");
    const messages = [{ ...message, text: "Coffee\nTuesday, 10:00" }];
    const conversations = [{ ...conversation, messages }];
    const about = { ...sample(language, "direct"), kind: "meeting", conversations } as const;
    const subjects = (["soon", "proposed", "agreed", "declined", "canceled"] as const).map(
      (news) => {
        const mail = renderNotification({ ...about, news }, options);
        expect(mail.text).toContain("Tuesday, 10:00");
        expect(mail.subject).toContain("Bright Futures");
        const hidden = { ...about, news, content: "none", conversations: [] } as const;
        expect(renderNotification(hidden, options).subject).toBe(mail.subject);
        return mail.subject;
      },
    );
    expect(new Set(subjects).size).toBe(5);
  }
});

test.each(mailLanguages)(
  "MAIL-3: every kind of mail is written in %s",
  (language: MailLanguage) => {
    for (const [name, content] of samples(language)) {
      const mail = renderNotification(content, { ...options, acceptsReply: true });
      expect(mail.html, name).toContain(
        `<html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}">`,
      );
      expect(`${mail.subject}${mail.text}`, name).not.toMatch(/undefined|\[object/);
    }
    const subjects = mailLanguages.map(
      (other) => renderNotification(sample(other, "test"), options).subject,
    );
    expect(new Set(subjects).size).toBe(mailLanguages.length);
  },
);

test("MAIL-4: mails about one conversation have one subject, however many messages they tell of", () => {
  const content = sample("en", "direct");
  const more = {
    ...content,
    conversations: content.conversations.map((conversation) => ({ ...conversation, more: 7 })),
  };
  const { subject } = renderNotification(content, options);
  expect(subject).toBe("Ben Ortiz wrote to you");
  expect(renderNotification(more, options).subject).toBe(subject);
});

test("MAIL-5: a digest has ten lines at most, and says what it leaves out", () => {
  const content = sample("en", "digest");
  const conversations = Array.from({ length: 7 }, () => content.conversations)
    .flat()
    .map((conversation) => ({ ...conversation, title: "Mentee" }));
  const { text } = renderNotification({ ...content, conversations, moreConversations: 0 }, options);
  expect(text.match(/Mentee/g)).toHaveLength(10);
  expect(text).toContain("and 4 more conversations");
});

test("MAIL-6: a message's time is shown in the recipient's zone, and not at all without one", () => {
  const content = sample("en", "direct");
  const at = (timeZone: string | null) =>
    renderNotification({ ...content, to: { ...content.to, timeZone } }, options).text;
  expect(at("Asia/Tokyo")).toContain("11:05 PM");
  expect(at(null)).not.toMatch(/\d:\d\d/);
});

test("MAIL-7: a refusal says why in the recipient's language, and returns the text", () => {
  const refusal = { reason: "too_long", text: "Dear Ben", count: 6_001, max: 5_000 } as const;
  expect(renderRefusal({ ...refusal, language: "en" }, options).text).toContain(
    "The reply has 6,001 characters; a message may have 5,000.",
  );
  expect(renderRefusal({ ...refusal, language: "fr" }, options).text).toContain("Dear Ben");
});

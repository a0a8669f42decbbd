import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inbound, session } from "../testing/inbound.ts";
import { readInboundMail } from "./read-inbound-mail.ts";

const folder = new URL("../../fixtures/", import.meta.url);

/** A fixture as it travels: with the line ends of the Internet. */
const raw = (name: string) =>
  Buffer.from(readFileSync(new URL(`${name}.eml`, folder), "utf8").replaceAll(/\r?\n/g, "\r\n"));

const gladly = "Yes, gladly! I will read it tonight.\n\nAna";

const replies: Readonly<Record<string, string>> = {
  "gmail-web-en": gladly,
  "gmail-web-de": "Sehr gerne! Ich schaue es mir heute Abend an.\n\nViele Grüße\nAna",
  "gmail-web-ar": "نعم، بكل سرور! سأقرأه الليلة.",
  "gmail-web-fr": "Avec plaisir ! Je le lirai ce soir.",
  "gmail-web-es": "¡Claro que sí! Lo leo esta noche.",
  "gmail-android": "On my way, call you later",
  "gmail-inline": "Hello Ben,\n\nYes, on Monday.\n\nWhatever you like!",
  "gmail-bottom": "I answer below, as I always do.",
  "apple-mail-en": "Yes, gladly!",
  "apple-mail-de": "Ja, gerne!\n\nLiebe Grüße, Ana",
  "apple-mail-ar": "نعم، بكل سرور!",
  "iphone-en": "See you on Friday",
  "iphone-de": "Bis Freitag",
  "iphone-fr": "À vendredi",
  "iphone-es": "Hasta el viernes",
  "iphone-ar": "إلى اللقاء يوم الجمعة",
  "outlook-desktop-en":
    "Hi Ben,\n\nyes, that works. I attach nothing for now.\n\nBest regards,\nAna",
  "outlook-desktop-de":
    "Hallo Ben,\n\nschöne Idee, das machen wir.\n\nMit freundlichen Grüßen\nAna Silva",
  "outlook-desktop-fr": "Bonjour Ben,\n\nbonne idée.\n\nCordialement,\nAna",
  "outlook-desktop-es": "Hola Ben:\n\nbuena idea.\n\nUn saludo",
  "outlook-desktop-ar": "مرحبا بن،\n\nفكرة جيدة.",
  "outlook-ios": "Great, thank you!",
  "outlook-android-de": "Super, danke!",
  "outlook-web-html": "Thanks & see you at <5> o’clock.\n\nAna",
  "outlook-express": "Fine with me.",
  "outlook-classic-de": "Passt.",
  "k9-en": "I will be ten minutes late.",
  "k9-de": "Ich komme zehn Minuten später.",
  "thunderbird-en":
    "That is a long line which Thunderbird breaks where it wants, so that it is shown as one line again by everybody who knows format=flowed.\n\nAna",
  "thunderbird-de": "Gern, am Mittwoch.",
  "yahoo-en": "Sounds good to me.",
  proton: "Sounds good.",
  "webmail-de": "Hallo Ben, das passt mir gut.",
  "html-blockquote": "First line\nSecond line",
  "html-table": "Monday\nTuesday\nBoth are fine\u{a0}– you choose.",
  attachment: "My CV is attached.",
  "inline-picture": "With a logo.",
  dashes:
    "There are two ways:\n\n---\n\nThe long one, and\n- the short one\n-- which I prefer\n\nBest wishes,\nAna",
  "new-mail": "A mail that quotes nothing.\n\nFrom: here to there is a long way.",
  emoji: "👍",
  "delivered-to": "Through an alias.",
  "upper-case": "In capitals.",
  "encoded-name": "Named.",
  "no-message-id": "Without an id.",
  "auto-submitted-no": "A person wrote this.",
};

const others: Readonly<Record<string, object>> = {
  "attachment-only": { kind: "refused", reason: "empty" },
  "quote-only": { kind: "refused", reason: "empty" },
  "signature-only": { kind: "refused", reason: "empty" },
  "too-long": { kind: "refused", reason: "too_long", count: 5_329 },
  stranger: { kind: "refused", reason: "unknown_sender", userId: null },
  "other-user": { kind: "refused", reason: "address_invalid", userId: "ben" },
  unverified: { kind: "refused", reason: "sender_not_verified", userId: "ana" },
  expired: { kind: "refused", reason: "address_expired", text: "A late answer." },
  "unverified-stranger": { kind: "dropped", reason: "unknown_sender" },
  "two-authors": { kind: "dropped", reason: "no_author" },
  "two-from-headers": { kind: "dropped", reason: "no_author" },
  "no-author": { kind: "dropped", reason: "no_author" },
  "not-for-us": { kind: "dropped", reason: "not_for_us" },
  "wrong-address": { kind: "dropped", reason: "not_for_us" },
  "auto-outlook": { kind: "dropped", reason: "auto_reply" },
  "auto-exchange-de": { kind: "dropped", reason: "auto_reply" },
  "auto-gmail": { kind: "dropped", reason: "auto_reply" },
  "auto-fr": { kind: "dropped", reason: "auto_reply" },
  "auto-es": { kind: "dropped", reason: "auto_reply" },
  "auto-ar": { kind: "dropped", reason: "auto_reply" },
  "auto-sieve": { kind: "dropped", reason: "auto_reply" },
  ticket: { kind: "dropped", reason: "auto_reply" },
  "no-reply-author": { kind: "dropped", reason: "auto_reply" },
  "mailing-list": { kind: "dropped", reason: "list" },
  "precedence-bulk": { kind: "dropped", reason: "list" },
  newsletter: { kind: "dropped", reason: "list" },
  loop: { kind: "dropped", reason: "loop" },
  "loop-domain": { kind: "dropped", reason: "loop" },
  "null-return-path": { kind: "dropped", reason: "null_return_path" },
  "bounce-postfix": { kind: "bounced", bounce: { kind: "hard", address: "ana@example.org" } },
  "bounce-exchange-full": { kind: "bounced", bounce: { kind: "soft" } },
  "bounce-gmail": { kind: "bounced", bounce: { kind: "hard" } },
  "bounce-blocked": { kind: "bounced", bounce: { kind: "soft" } },
  "bounce-unknown-code": { kind: "bounced", bounce: { kind: "hard" } },
  "bounce-given-up": { kind: "bounced", bounce: { kind: "soft" } },
  "bounce-headers-only": { kind: "bounced", bounce: { kind: "hard" } },
  "bounce-qmail": { kind: "bounced", bounce: { kind: "hard" } },
  "bounce-delayed": { kind: "dropped", reason: "report" },
  "bounce-delivered": { kind: "dropped", reason: "report" },
  "bounce-forged": { kind: "dropped", reason: "unknown_bounce" },
  "vacation-to-return-path": { kind: "dropped", reason: "auto_reply" },
  "person-to-return-path": { kind: "dropped", reason: "auto_reply" },
  complaint: { kind: "bounced", bounce: { kind: "complaint", address: "ana@example.org" } },
};

const conversationId = "0199a1b2-0000-7000-8000-000000000001";
const notificationId = "0199a1b2-0000-7000-8000-0000000000ff";

/** Only some fixtures have a return path of their own. */
const sessionOf = (name: string) =>
  /^(?:null-return-path|bounce-|complaint)/.test(name)
    ? {}
    : { session: { ...session, rcptTo: [] } };

test("MAIL-20: every fixture has an expected outcome", () => {
  const names = readdirSync(folder).map((file) => file.replace(".eml", ""));
  expect(names.toSorted()).toEqual([...Object.keys(replies), ...Object.keys(others)].toSorted());
});

test.for(Object.entries(replies))(
  "MAIL-20: %s is a reply without what was quoted",
  async ([name, text]) => {
    const mail = await readInboundMail(raw(name), { ...inbound, ...sessionOf(name) });
    expect(mail).toMatchObject({
      kind: "reply",
      userId: "ana",
      conversationId,
      text,
      from: "ana@example.org",
    });
    expect(mail.kind === "reply" && mail.attachments).toBe(name === "attachment" ? 1 : 0);
  },
);

test.for(Object.entries(others))("MAIL-21: %s is no message", async ([name, outcome]) => {
  const mail = await readInboundMail(raw(name), { ...inbound, ...sessionOf(name) });
  expect(mail).toMatchObject(outcome);
  if (mail.kind === "bounced")
    expect(mail.bounce).toMatchObject({
      notificationId,
      messageId: `<n.${notificationId}@mail.example>`,
    });
});

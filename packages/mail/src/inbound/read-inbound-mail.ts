import { createHash } from "node:crypto";
import PostalMime, { addressParser, type Email } from "postal-mime";
import { domainOf, type MailTokens, uuidOf } from "../addresses.ts";
import type { MailBounce } from "../bounces.ts";
import { cleanText } from "../clean-text.ts";
import type { RefusalReason } from "../texts/texts.ts";
import { automaticReason, type DropReason } from "./automatic-mail.ts";
import { readComplaint, readDeliveryReport } from "./delivery-report.ts";
import { htmlToText } from "./html-text.ts";
import {
  type Resolver,
  type SmtpSession,
  type Verification,
  verifySender,
} from "./verify-sender.ts";
import { visibleText } from "./visible-text.ts";

/** What a mail that arrived is. */
export type InboundMail =
  /** A message of a user, whose address has been verified. */
  | {
      readonly kind: "reply";
      readonly userId: string;
      readonly conversationId: string;
      /** The same for every delivery of one mail, so that it is sent once. */
      readonly clientId: string;
      readonly text: string;
      readonly from: string;
      readonly messageId: string | null;
      /** Attachments that are no part of the message. */
      readonly attachments: number;
    }
  /** Not a message; its author is told why. */
  | {
      readonly kind: "refused";
      readonly reason: RefusalReason;
      /** Null if no user has the author's address. */
      readonly userId: string | null;
      readonly text?: string;
      readonly count?: number;
      readonly from: string;
      readonly messageId: string | null;
    }
  | { readonly kind: "bounced"; readonly bounce: MailBounce }
  /** Nobody is told: a program wrote it, or a user who is not known. */
  | { readonly kind: "dropped"; readonly reason: DropReason }
  /** The author's domain could not be asked. The mail is to be delivered again. */
  | { readonly kind: "later" };

/** What reading a mail needs to know. */
export interface InboundOptions {
  readonly tokens: MailTokens;
  /** The domain of reply and bounce addresses. */
  readonly inboundDomain: string;
  /** Addresses of ours, which never write to us. */
  readonly ownAddresses: readonly string[];
  /** The active user who has an address, in lower case. */
  readonly userByAddress: (address: string) => Promise<{ readonly id: string } | null>;
  /** Code points of a message. */
  readonly maxLength: number;
  /** Present if an SMTP client delivered the mail to us. */
  readonly session?: SmtpSession;
  readonly resolver?: Resolver;
  /** Verifies authors in the place of DKIM and SPF: for mails that a page of the same server wrote. */
  readonly verify?: () => Promise<Verification>;
}

/** Bytes of a mail; larger ones are dropped. */
export const MAX_INBOUND_BYTES = 10 * 1024 * 1024;
const MAX_RECIPIENTS = 100;
const MAX_HEAD_BYTES = 256 * 1024;
/** 10 MiB in base 64 have 140,000; each costs several microseconds. */
const MAX_LINES = 200_000;
/** Each is a look-up of a key. */
const MAX_SIGNATURES = 20;
const LINE_FEED = 0x0a;

/** A version 8 UUID (RFC 9562) made from what identifies a mail. */
function clientIdOf(identity: string): string {
  const hash = createHash("sha256").update(identity).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return uuidOf(hash.subarray(0, 16));
}

const header = (mail: Email, name: string) => mail.headers.find(({ key }) => key === name)?.value;

const ADDRESS = /^[^\s@<>]{1,64}@[^\s@<>]{1,190}$/;

/** The one author of a mail. */
function authorOf(mail: Email): string | undefined {
  // Two authors, or two headers, are how a forged one hides behind a verified one.
  const [field, ...others] = mail.headers.filter(({ key }) => key === "from");
  const [author, ...more] = addressParser(field?.value ?? "", { flatten: true });
  const address = author?.address?.toLowerCase();
  const isOnly = others.length === 0 && more.length === 0;
  return isOnly && address !== undefined && ADDRESS.test(address) ? address : undefined;
}

/** The local parts at our domain to which a mail is addressed. */
function localParts(mail: Email, { session, inboundDomain }: InboundOptions): readonly string[] {
  const headed = [...(mail.to ?? []), ...(mail.cc ?? [])]
    .flatMap((one) => one.group ?? [one])
    .map(({ address }) => address);
  const routed = ["delivered-to", "x-original-to", "x-forwarded-to", "envelope-to"].map((name) =>
    header(mail, name),
  );
  return [...(session?.rcptTo ?? []), ...routed, ...headed]
    .slice(0, MAX_RECIPIENTS)
    .flatMap((address) => {
      const [local, domain, ...rest] = (address ?? "")
        .trim()
        .replaceAll(/^<|>$/g, "")
        .toLowerCase()
        .split("@");
      return local !== undefined && rest.length === 0 && domain === inboundDomain.toLowerCase()
        ? [local]
        : [];
    });
}

const dropped = (reason: DropReason): InboundMail => ({ kind: "dropped", reason });

const countOf = (bytes: Buffer, byte: number, max: number) => {
  let count = 0;
  for (let at = bytes.indexOf(byte); at !== -1 && count <= max; at = bytes.indexOf(byte, at + 1))
    count += 1;
  return count;
};

/** The parsed mail, or undefined if it is none, or one that would take long. */
async function parse(bytes: Buffer): Promise<Email | undefined> {
  if (countOf(bytes, LINE_FEED, MAX_LINES) > MAX_LINES) return undefined;
  return await PostalMime.parse(bytes, { maxNestingDepth: 32 }).catch(() => undefined);
}

/** The headers alone: they decide on most mails, and a body can take a second. */
async function parseHead(raw: Buffer): Promise<Email | undefined> {
  const ends = [raw.indexOf("\n\r\n"), raw.indexOf("\n\n")].filter((at) => at !== -1);
  const end = Math.min(raw.length, ...ends) + 1;
  const head = end > MAX_HEAD_BYTES ? undefined : await parse(raw.subarray(0, end));
  const signatures = head?.headers.filter(({ key }) => key === "dkim-signature") ?? [];
  return signatures.length > MAX_SIGNATURES ? undefined : head;
}

async function readReport(
  raw: Buffer,
  { head, bounceTo }: { head: Email; bounceTo: string },
  { tokens }: InboundOptions,
): Promise<InboundMail> {
  const opened = tokens.openBounce(bounceTo);
  // A report can be invented; only the mail itself told its return path.
  if (opened.status !== "valid") return dropped("unknown_bounce");
  const { notificationId } = opened.claim;
  const isReport = /^multipart\/report\b/i.test(header(head, "content-type") ?? "");
  const isAutomatic = (header(head, "auto-submitted") ?? "no")
    .toLowerCase()
    .startsWith("auto-replied");
  const sender = head.from?.address ?? "";
  // A vacation reply to the return path is no bounce.
  if (!isReport && (isAutomatic || !/^(?:mailer-daemon|postmaster)@|^$/i.test(sender)))
    return dropped(
      automaticReason(head, { author: sender, returnPath: undefined }) ?? "auto_reply",
    );
  const mail = await parse(raw);
  if (mail === undefined) return dropped("unreadable");
  const complaint = readComplaint(mail);
  if (complaint !== undefined)
    return {
      kind: "bounced",
      bounce: { kind: "complaint", ...complaint, notificationId, detail: "" },
    };
  const { action, hard, address, messageId, detail } = readDeliveryReport(mail);
  if (action !== "failed") return dropped("report");
  return {
    kind: "bounced",
    bounce: { kind: hard ? "hard" : "soft", address, messageId, notificationId, detail },
  };
}

/** The message in a mail: its text part, or else its HTML, without what is quoted. */
function messageIn(mail: Email): string {
  const text = mail.text ?? "";
  return cleanText(visibleText(text.trim() === "" ? htmlToText(mail.html ?? "") : text));
}

async function readReply(
  raw: Buffer,
  { head, replyTo, author }: { head: Email; replyTo: string; author: string },
  options: InboundOptions,
): Promise<InboundMail> {
  const messageId = /^<[^<>\s]{1,300}>$/.exec(head.messageId?.trim() ?? "")?.[0] ?? null;
  const user = await options.userByAddress(author);
  const opened = user === null ? undefined : options.tokens.openReply(replyTo, user.id);
  const { session, resolver, verify } = options;
  const verification = await (verify?.() ??
    verifySender(raw, { domain: domainOf(author), session, resolver }));
  if (verification === "unknown") return { kind: "later" };
  const isVerified = verification === "verified";
  // Someone who neither proves their address nor was sent the other one gets no answer: it could go to a stranger.
  if (!isVerified && (opened === undefined || opened.status === "invalid"))
    return dropped("unknown_sender");
  const refused = (
    reason: RefusalReason,
    more: { text?: string; count?: number } = {},
  ): InboundMail => ({
    kind: "refused",
    reason,
    userId: user?.id ?? null,
    from: author,
    messageId,
    ...more,
  });
  if (!isVerified) return refused("sender_not_verified");
  if (user === null || opened === undefined) return refused("unknown_sender");
  if (opened.status === "invalid") return refused("address_invalid");
  const mail = await parse(raw);
  if (mail === undefined) return dropped("unreadable");
  const text = messageIn(mail);
  if (opened.status === "expired") return refused("address_expired", { text });
  if (text === "") return refused("empty");
  const count = [...text].length;
  if (count > options.maxLength) return refused("too_long", { text, count });
  const identity = messageId ?? createHash("sha256").update(raw).digest("hex");
  return {
    kind: "reply",
    userId: user.id,
    conversationId: opened.claim.conversationId,
    clientId: clientIdOf(`${author}\n${identity}`),
    text,
    from: author,
    messageId,
    attachments: mail.attachments.filter(
      ({ disposition, related }) => disposition === "attachment" && related !== true,
    ).length,
  };
}

/** Decides what a raw mail is. Never rejects because of the mail; it does if `userByAddress` does. */
export async function readInboundMail(
  bytes: Uint8Array,
  options: InboundOptions,
): Promise<InboundMail> {
  if (bytes.byteLength > MAX_INBOUND_BYTES) return dropped("too_large");
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = await parseHead(raw);
  if (head === undefined) return dropped("unreadable");
  const addressed = localParts(head, options);
  const bounceTo = addressed.find((local) => local.startsWith("b+"));
  if (bounceTo !== undefined) return await readReport(raw, { head, bounceTo }, options);
  const replyTo = addressed.find((local) => options.tokens.isReply(local));
  if (replyTo === undefined) return dropped("not_for_us");
  const author = authorOf(head);
  if (author === undefined) return dropped("no_author");
  const isOurs = domainOf(author) === options.inboundDomain.toLowerCase();
  if (isOurs || options.ownAddresses.includes(author)) return dropped("loop");
  const returnPath = options.session?.mailFrom ?? header(head, "return-path");
  const automatic = automaticReason(head, { author, returnPath });
  if (automatic !== undefined) return dropped(automatic);
  return await readReply(raw, { head, replyTo, author }, options);
}

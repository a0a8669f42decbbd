import { createHmac, timingSafeEqual } from "node:crypto";

/** What an address or a link of a mail says, if its signature is right. */
export type Opened<Claim> =
  | { readonly status: "valid"; readonly claim: Claim }
  | { readonly status: "expired"; readonly claim: Claim }
  | { readonly status: "invalid" };

/** What a mail is about, as users set it. */
export type MailKind = "direct" | "group" | "digest";

/** What an unsubscribe link can end: all mail to a user, and if they are named, one kind of notification, or those of one conversation. */
export interface Unsubscription {
  readonly userId: string;
  readonly kind: MailKind | "email";
  readonly conversationId?: string | undefined;
}

/** Makes and reads the signed parts of a mail. Nothing is stored for them. */
export interface MailTokens {
  /** The token of an unsubscribe link, for 400 days. */
  readonly unsubscribe: (claim: Unsubscription) => string;
  readonly openUnsubscribe: (token: string) => Opened<Unsubscription>;
  /** The local part of the address to which a user replies in a conversation, for 30 days; at most 64 characters. */
  readonly reply: (claim: { readonly conversationId: string; readonly userId: string }) => string;
  /** Whether a text has the form of such a local part. */
  readonly isReply: (localPart: string) => boolean;
  /** The conversation of a reply that comes from this user. The user is signed, but not contained. */
  readonly openReply: (localPart: string, userId: string) => Opened<{ conversationId: string }>;
  /** The local part of the address to which a notification's bounces return. */
  readonly bounce: (notificationId: string) => string;
  readonly openBounce: (localPart: string) => Opened<{ notificationId: string }>;
}

/** The domain of an address. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);

const DAY = 86_400_000;
const REPLY_DAYS = 30;
const UNSUBSCRIBE_DAYS = 400;
/** The first character of everything signed, so that a later form can be told from this one. */
const VERSION = "1";
const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/;

/** Base 32 in lower case: mail servers may change the case of a local part, so base 64 does not survive. */
function toBase32(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xf_ff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(value >> bits) & 31];
    }
  }
  return bits === 0 ? text : text + ALPHABET[(value << (5 - bits)) & 31];
}

function fromBase32(text: string): Buffer {
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const char of text) {
    value = ((value << 5) | ALPHABET.indexOf(char)) & 0xf_ff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((value >> bits) & 255);
    }
  }
  return Buffer.from(bytes);
}

function uuidBytes(uuid: string): Buffer {
  if (!UUID.test(uuid)) throw new Error(`not a UUID: ${uuid}`);
  return Buffer.from(uuid.replaceAll("-", ""), "hex");
}

/** 16 bytes as a UUID. */
export function uuidOf(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}

const equal = (a: Uint8Array, b: Uint8Array) => a.length === b.length && timingSafeEqual(a, b);

const REPLY = /^r\+1([a-z2-7]{55})$/;
const BOUNCE = /^b\+1([a-z2-7]{52})$/;

/** Options of `createMailTokens`. */
export interface MailTokenOptions {
  /** At least 32 bytes. Each purpose has a key of its own, derived from it. */
  readonly secret: string;
  readonly now: () => Date;
}

/** Creates the signed addresses and links of an installation. */
export function createMailTokens({ secret, now }: MailTokenOptions): MailTokens {
  const key = (purpose: string) =>
    createHmac("sha256", secret).update(`parley mail ${VERSION} ${purpose}`).digest();
  const keys = { reply: key("reply"), bounce: key("bounce"), unsubscribe: key("unsubscribe") };
  const today = () => Math.floor(now().getTime() / DAY);
  const sign = (purpose: keyof typeof keys, ...parts: readonly (string | Uint8Array)[]) => {
    const hmac = createHmac("sha256", keys[purpose]);
    // Parts have a fixed length, except the last.
    for (const part of parts) hmac.update(part);
    return hmac.digest().subarray(0, 16);
  };
  const opened = <Claim>(claim: Claim, lastDay: number): Opened<Claim> => ({
    status: today() > lastDay ? "expired" : "valid",
    claim,
  });

  return {
    unsubscribe({ userId, kind, conversationId }) {
      const lastDay = today() + UNSUBSCRIBE_DAYS;
      const claim = [
        userId,
        kind,
        lastDay,
        ...(conversationId === undefined ? [] : [conversationId]),
      ];
      const payload = Buffer.from(JSON.stringify(claim));
      const encoded = payload.toString("base64url");
      return `${VERSION}.${encoded}.${sign("unsubscribe", encoded).toString("base64url")}`;
    },
    openUnsubscribe(token) {
      const [version, encoded = "", signature = "", ...rest] = token.split(".");
      const isSigned = equal(Buffer.from(signature, "base64url"), sign("unsubscribe", encoded));
      if (version !== VERSION || rest.length > 0 || !isSigned) return { status: "invalid" };
      // The signature is this module's, and so is the form of what is signed.
      const [userId, kind, lastDay, conversationId] = JSON.parse(
        Buffer.from(encoded, "base64url").toString(),
      ) as [string, Unsubscription["kind"], number, string?];
      return opened(
        { userId, kind, ...(conversationId === undefined ? {} : { conversationId }) },
        lastDay,
      );
    },
    reply({ conversationId, userId }) {
      const head = Buffer.alloc(18);
      uuidBytes(conversationId).copy(head);
      head.writeUInt16BE(today() + REPLY_DAYS, 16);
      return `r+${VERSION}${toBase32(Buffer.concat([head, sign("reply", head, userId)]))}`;
    },
    isReply: (localPart) => REPLY.test(localPart.toLowerCase()),
    openReply(localPart, userId) {
      const bytes = fromBase32(REPLY.exec(localPart.toLowerCase())?.[1] ?? "");
      if (bytes.length !== 34) return { status: "invalid" };
      const head = bytes.subarray(0, 18);
      if (!equal(bytes.subarray(18), sign("reply", head, userId))) return { status: "invalid" };
      return opened({ conversationId: uuidOf(head.subarray(0, 16)) }, head.readUInt16BE(16));
    },
    bounce(notificationId) {
      const id = uuidBytes(notificationId);
      return `b+${VERSION}${toBase32(Buffer.concat([id, sign("bounce", id)]))}`;
    },
    openBounce(localPart) {
      const bytes = fromBase32(BOUNCE.exec(localPart.toLowerCase())?.[1] ?? "");
      if (bytes.length !== 32) return { status: "invalid" };
      const id = bytes.subarray(0, 16);
      if (!equal(bytes.subarray(16), sign("bounce", id))) return { status: "invalid" };
      // A bounce may come as late as it wants: it says that an address does not work.
      return { status: "valid", claim: { notificationId: uuidOf(id) } };
    },
  };
}

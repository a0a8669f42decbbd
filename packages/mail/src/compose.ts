import { createHash } from "node:crypto";
import { domainOf, type MailTokens } from "./addresses.ts";
import { cleanLine } from "./clean-text.ts";
import { type NotificationContent, onlyConversation } from "./content.ts";
import { renderNotification, renderRefusal, type Refusal } from "./render.ts";
import { textsOf } from "./texts/texts.ts";

/** A mailbox: a name that is shown, and an address. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** A mail with its envelope and headers, ready to be sent. */
export interface OutgoingMail {
  /** The same at every attempt, so that a mail which was delivered twice is shown once. */
  readonly messageId: string;
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly replyTo?: Mailbox;
  /** The address of the envelope, to which bounces return; empty for an answer, which must not bounce. */
  readonly returnPath: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly references?: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
}

/** What an installation's mails have in common. */
export interface Sender {
  readonly programmeName: string;
  /** `MAIL_FROM`. */
  readonly from: Mailbox;
  /** Where replies and bounces arrive. Without it a mail says nothing of replies, and bounces return to `from`. */
  readonly inboundDomain?: string;
  readonly tokens: MailTokens;
  /** The address of the page that ends mails, with a token. */
  readonly unsubscribeUrl: (token: string) => string;
}

const MAX_NAME = 80;
/** RFC 5321: 64 octets before the at sign, 254 in all. No control, space, quote or bracket, so nothing has to be escaped. */
const ADDRESS = /^[^\s\p{Cc}\p{Cf}@<>()[\],;:\\"]{1,64}@[^\s\p{Cc}\p{Cf}@<>()[\],;:\\"/]{1,190}$/u;

/** Whether a mail can be addressed to it: an address of the usual form, in which no header can be hidden. */
export const isMailAddress = (address: string): boolean =>
  ADDRESS.test(address) && !address.includes("..") && !/^\.|\.@|@[.-]|[.-]$/.test(address);

/** The id of the mail of a notification. */
const messageIdOf = (notificationId: string, sender: Sender) =>
  `<n.${notificationId}@${domainOf(sender.from.address)}>`;

/** The notification whose mail has this id. */
export const notificationIdOf = (messageId: string): string | null =>
  /^<n\.([\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12})@[^<>\s]*>$/.exec(messageId)?.[1] ?? null;

/** A mail that is never sent, of which all mails about one conversation are answers. */
function threadOf(conversationId: string, { userId }: { userId: string }, sender: Sender): string {
  const thread = createHash("sha256").update(`${conversationId}\n${userId}`).digest("hex");
  return `<c.${thread.slice(0, 32)}@${domainOf(sender.from.address)}>`;
}

/** The setting that decides on a mail, if there is one. */
function kindOf({ kind, conversations, moreConversations }: NotificationContent) {
  if (kind === "digest") return kind;
  if (kind === "reminder" || kind === "meeting" || kind === "report") return "email";
  const [first, ...others] = conversations;
  const isOne = moreConversations === 0 && others.every((other) => other.kind === first?.kind);
  return first === undefined || !isOne ? "email" : first.kind;
}

/** The mail of a notification, or null if the recipient has no address to which mail can be sent. */
export function composeNotification(
  content: NotificationContent,
  sender: Sender,
): OutgoingMail | null {
  const { to, notificationId } = content;
  if (to.email === null || !isMailAddress(to.email)) return null;
  const { tokens, inboundDomain, from, programmeName } = sender;
  const only = onlyConversation(content);
  const unsubscribeUrl = sender.unsubscribeUrl(
    tokens.unsubscribe({
      userId: to.userId,
      kind: kindOf(content),
      conversationId: only?.conversationId,
    }),
  );
  const replyAddress =
    only === undefined || inboundDomain === undefined
      ? undefined
      : `${tokens.reply({ conversationId: only.conversationId, userId: to.userId })}@${inboundDomain}`;
  const texts = textsOf(to.language);
  const isNamed = content.content !== "none" && only?.kind === "direct";
  const name = isNamed ? texts.via(only.title, programmeName) : programmeName;
  const mail = renderNotification(content, {
    programmeName,
    unsubscribeUrl,
    acceptsReply: replyAddress !== undefined,
  });
  return {
    ...mail,
    messageId: messageIdOf(notificationId, sender),
    from: { name: cleanLine(name, MAX_NAME), address: from.address },
    to: { name: cleanLine(to.name, MAX_NAME), address: to.email },
    ...(replyAddress === undefined
      ? {}
      : { replyTo: { name: cleanLine(name, MAX_NAME), address: replyAddress } }),
    returnPath:
      inboundDomain === undefined
        ? from.address
        : `${tokens.bounce(notificationId)}@${inboundDomain}`,
    ...(only === undefined ? {} : { references: [threadOf(only.conversationId, to, sender)] }),
    headers: {
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      // RFC 8058: a mail program ends the mails with a POST to this address.
      "List-Unsubscribe": `<${unsubscribeUrl}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "Content-Language": to.language,
    },
  };
}

/** What a refusal answers. */
export interface AnsweredMail {
  /** Where it came from, which has been verified to be the sender. */
  readonly from: string;
  readonly messageId: string | null;
}

/** The answer to a mail that was not posted, or null if it has no address that can be answered. */
export function composeRefusal(
  refusal: Refusal,
  answered: AnsweredMail,
  sender: Sender,
): OutgoingMail | null {
  if (!isMailAddress(answered.from)) return null;
  const { programmeName, from } = sender;
  const hash = createHash("sha256")
    .update(`${answered.from}\n${answered.messageId ?? ""}`)
    .digest("hex");
  return {
    ...renderRefusal(refusal, { programmeName }),
    messageId: `<a.${hash.slice(0, 32)}@${domainOf(from.address)}>`,
    from: { name: cleanLine(programmeName, MAX_NAME), address: from.address },
    to: { name: "", address: answered.from },
    returnPath: "",
    ...(answered.messageId === null ? {} : { references: [answered.messageId] }),
    headers: { "Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All" },
  };
}

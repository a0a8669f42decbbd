import {
  createInProcess,
  type DeliveryOutcome,
  DomainError,
  type Platform,
  recordReturnedMail,
} from "@parley/api/platform";
import { FOR_EVER, limits } from "@parley/contract/limits";
import { createMailTokens, type MailTokens, type Unsubscription } from "@parley/mail/addresses";
import type { MailBounce } from "@parley/mail/bounces";
import {
  composeNotification,
  composeRefusal,
  notificationIdOf,
  type Mailbox,
  type Sender,
} from "@parley/mail/compose";
import type { MailLanguage, NotificationContent } from "@parley/mail/content";
import { type InboundMail, readInboundMail } from "@parley/mail/inbound";
import { listenForMail } from "@parley/mail/listener";
import type { Ending } from "@parley/mail/pages";
import type { Refusal } from "@parley/mail/render";
import { createMailer, createMailFolder, type MailFolder } from "@parley/mail/transport";
import { TRPCError } from "@trpc/server";
import type { FastifyBaseLogger } from "fastify";
import { addressKey } from "../rate-limits/address-key.ts";
import type { RateLimits } from "../rate-limits/rate-limits.ts";
import { type MailAddresses, openMailAddresses, type Recipient } from "./mail-addresses.ts";

/** How an installation sends and receives mail. */
export interface MailSettings {
  readonly programmeName: string;
  readonly from: Mailbox;
  /** The language of what is not about a notification. */
  readonly language: MailLanguage;
  /** The address at which browsers open Parley. */
  readonly publicUrl: () => URL;
  /** `smtp`: an `SMTP_URL`. `folder`: mails become files, in the demo. */
  readonly transport: { readonly smtp: string } | { readonly folder: string };
  /** Where replies and bounces arrive. */
  readonly inbound?: InboundSettings | undefined;
}

/** How mail arrives. */
export interface InboundSettings {
  readonly domain: string;
  /** What providers have to know; without it none can call. */
  readonly secret?: string | undefined;
  /** Where an SMTP server listens for it. */
  readonly listen?: { readonly host: string; readonly port: number } | undefined;
}

/** E-mail in this process. */
export interface MailService {
  readonly settings: MailSettings;
  readonly tokens: MailTokens;
  /** The stored mails, if none are sent. */
  readonly folder: MailFolder | undefined;
  /** Delivers a notification. Never rejects because of the mail server. */
  deliver(content: NotificationContent): Promise<DeliveryOutcome>;
  /** Processes a mail that arrived. `later`: it is to be delivered again. `own`: a page of this server wrote it. */
  receive(raw: Buffer, from: Arrival): Promise<"taken" | "later">;
  /** Counts bounces that a provider reports. */
  bounced(bounces: readonly MailBounce[]): Promise<void>;
  /** Ends what an unsubscribe link names. Returns false if there is no such user, or no such conversation of theirs. */
  unsubscribe(claim: Unsubscription, end: Ending): Promise<boolean>;
  /** Starts the SMTP server, if there is one; replies then count as calls of their users. */
  listen(rateLimits: Pick<RateLimits, "of">): Promise<void>;
  close(): Promise<void>;
}

/** How a mail came: from a provider, an SMTP client, or a page of this server, whose author is known. */
export type Arrival =
  | Parameters<Parameters<typeof listenForMail>[0]["onMail"]>[1]
  | "provider"
  | "own";

/** The reasons of `messages.send` that a later attempt does not change, and the words for them. */
function refusalOf(fault: unknown): Refusal["reason"] | undefined {
  const cause = fault instanceof TRPCError ? fault.cause : fault;
  if (!(cause instanceof DomainError)) {
    return fault instanceof TRPCError && fault.code === "BAD_REQUEST" ? "empty" : undefined;
  }
  if (cause.reason === "too_many_requests") return "too_many";
  if (cause.reason === "unavailable" || cause.reason === "internal") return undefined;
  return cause.reason === "invalid_input" ? "empty" : "not_allowed";
}

/** A mail to answer, and why. */
interface Answered extends Omit<Refusal, "language"> {
  readonly from: string;
  readonly messageId: string | null;
  readonly userId: string | null;
}

/** For a bounce whose report says nothing. */
const DETAILS: Record<MailBounce["kind"], string> = {
  hard: "the address does not exist",
  soft: "the mail could not be delivered",
  complaint: "the recipient marked the mail as spam",
};

class OpenMailService implements MailService {
  readonly settings: MailSettings;
  readonly tokens: MailTokens;
  readonly folder: MailFolder | undefined;
  readonly #addresses: MailAddresses;
  readonly #platform: Platform;
  readonly #logger: FastifyBaseLogger;
  readonly #mailer: Pick<MailFolder, "send" | "close">;
  readonly #sender: Sender;
  #rateLimits: Pick<RateLimits, "of"> | undefined;
  #closeListener: (() => Promise<void>) | undefined;

  constructor(options: MailServiceOptions & { readonly addresses: MailAddresses }) {
    const { settings, addresses, platform, logger } = options;
    const now = () => platform.clock.now();
    this.settings = settings;
    this.#addresses = addresses;
    this.#platform = platform;
    this.#logger = logger;
    this.tokens = createMailTokens({ secret: addresses.secret, now });
    const { programmeName, from, inbound, publicUrl, transport } = settings;
    if ("folder" in transport) {
      this.folder = createMailFolder(transport.folder, { now });
      this.#mailer = this.folder;
    } else this.#mailer = createMailer({ url: transport.smtp });
    this.#sender = {
      programmeName,
      from,
      tokens: this.tokens,
      ...(inbound === undefined ? {} : { inboundDomain: inbound.domain }),
      unsubscribeUrl: (token) => new URL(`mail/unsubscribe?token=${token}`, publicUrl()).href,
    };
  }

  async deliver(content: NotificationContent): Promise<DeliveryOutcome> {
    const mail = composeNotification(content, this.#sender);
    if (mail === null) return { outcome: "skipped", detail: "the user has no address for mail" };
    if (await this.#addresses.isStopped(mail.to.address))
      return { outcome: "skipped", detail: "mails to this address have bounced too often" };
    const outcome = await this.#mailer.send(mail);
    switch (outcome.status) {
      case "sent":
        return { outcome: "sent" };
      case "retry":
        return { outcome: "retry", detail: outcome.error };
      case "bounced": {
        const kind = outcome.hard ? "hard" : "soft";
        await this.#addresses.count(mail.to.address, { kind, detail: outcome.error });
        return { outcome: "bounced", detail: outcome.error };
      }
    }
  }

  async receive(raw: Buffer, from: Arrival): Promise<"taken" | "later"> {
    const { inbound } = this.settings;
    if (inbound === undefined) return "taken";
    const mail = await readInboundMail(raw, {
      tokens: this.tokens,
      inboundDomain: inbound.domain,
      ownAddresses: [this.settings.from.address.toLowerCase()],
      userByAddress: (address) => this.#addresses.userOf(address),
      maxLength: limits.bodyMax,
      ...(typeof from === "string" ? {} : { session: from }),
      ...(from === "own" ? { verify: () => Promise.resolve("verified") } : {}),
    });
    return await this.#process(mail);
  }

  async #process(mail: InboundMail): Promise<"taken" | "later"> {
    switch (mail.kind) {
      case "later":
        return "later";
      case "dropped":
        this.#logger.info({ reason: mail.reason }, "a mail was dropped");
        return "taken";
      case "bounced":
        await this.bounced([mail.bounce]);
        return "taken";
      case "refused":
        await this.#answer(mail);
        return "taken";
      case "reply": {
        const reason = await this.#post(mail);
        if (reason === "later") return "later";
        if (reason === "attachments") await this.#tell({ ...mail, reason });
        else if (reason !== undefined) await this.#answer({ ...mail, reason });
        return "taken";
      }
    }
  }

  /** Sends the message as its author would. A refusal is returned, and, for the first delivery of the mail, that it had attachments. */
  async #post({
    userId,
    conversationId,
    clientId,
    text,
    attachments,
  }: InboundMail & { kind: "reply" }): Promise<Refusal["reason"] | "later" | undefined> {
    if ((this.#rateLimits?.of(userId).call("messages.send") ?? 0) > 0) return "too_many";
    try {
      const { messages } = createInProcess(this.#platform).as(userId);
      const sent = await messages.send({ conversationId, id: clientId, body: text });
      return attachments > 0 && !sent.deduplicated ? "attachments" : undefined;
    } catch (fault) {
      const reason = refusalOf(fault);
      if (reason !== undefined) return reason;
      this.#logger.warn({ err: fault }, "a reply by mail could not be sent yet");
      return "later";
    }
  }

  async #languageOf(userId: string | null): Promise<MailLanguage> {
    const { language } = this.settings;
    if (userId === null) return language;
    const calls = createInProcess(this.#platform).as(userId);
    const own = await calls.notifications.settings().catch(() => undefined);
    return own?.settings.language ?? language;
  }

  async #answer(refused: Answered): Promise<void> {
    this.#logger.info({ reason: refused.reason }, "a reply by mail was refused");
    if (await this.#addresses.mayAnswer(refused.from)) await this.#tell(refused);
  }

  async #tell(refused: Answered): Promise<void> {
    const language = await this.#languageOf(refused.userId);
    const answer = composeRefusal(
      { ...refused, language, max: limits.bodyMax },
      refused,
      this.#sender,
    );
    if (answer === null) return;
    const outcome = await this.#mailer.send(answer);
    if (outcome.status !== "sent")
      this.#logger.warn({ outcome }, "the answer to a reply by mail could not be sent");
  }

  /** Whose mail bounced. The report may name an address to which theirs forwards, or none. */
  async #recipientOf(
    { address }: MailBounce,
    notificationId: string | null,
  ): Promise<Recipient | null> {
    const user = address === null ? null : await this.#addresses.userOf(address);
    if (user !== null && address !== null) return { id: user.id, address };
    return notificationId === null ? null : await this.#addresses.recipientOf(notificationId);
  }

  async bounced(bounces: readonly MailBounce[]): Promise<void> {
    for (const bounce of bounces) {
      // oxlint-disable-next-line no-await-in-loop -- bounces of one address are counted one after the other
      await this.#count(bounce);
    }
  }

  async #count(bounce: MailBounce): Promise<void> {
    const { kind, messageId } = bounce;
    const detail = bounce.detail || DETAILS[kind];
    const id = bounce.notificationId ?? (messageId === null ? null : notificationIdOf(messageId));
    if (id !== null)
      await recordReturnedMail(this.#platform.db, {
        notificationId: id,
        at: this.#platform.clock.now(),
        detail,
      });
    const recipient = await this.#recipientOf(bounce, id);
    // A caller who knows the secret may name any address: only those of users are remembered.
    if (recipient === null) {
      this.#logger.info({ kind }, "a bounce is about no user");
      return;
    }
    const stops = await this.#addresses.count(recipient.address, { kind, detail });
    if (kind === "complaint")
      await this.unsubscribe({ userId: recipient.id, kind: "email" }, "email");
    this.#logger.warn({ kind, userId: recipient.id, stops, detail }, "a mail bounced");
  }

  async unsubscribe(
    { userId, kind, conversationId }: Unsubscription,
    end: Ending,
  ): Promise<boolean> {
    const { notifications, conversations } = createInProcess(this.#platform).as(userId);
    try {
      if (end === "email") await notifications.updateSettings({ email: false });
      else if (end === "kind" && kind !== "email")
        await notifications.updateSettings({ [kind]: "off" });
      else if (end === "conversation" && conversationId !== undefined)
        await conversations.setPreferences({ conversationId, mutedUntil: FOR_EVER });
      else return false;
      return true;
    } catch (fault) {
      const cause = fault instanceof TRPCError ? fault.cause : fault;
      if (cause instanceof DomainError && cause.reason !== "unavailable") return false;
      throw fault;
    }
  }

  async listen(rateLimits: Pick<RateLimits, "of">): Promise<void> {
    this.#rateLimits = rateLimits;
    const { inbound } = this.settings;
    if (inbound?.listen === undefined) return;
    const listener = await listenForMail({
      ...inbound.listen,
      domain: inbound.domain,
      addressKey,
      onMail: (raw, session) => this.receive(raw, session),
      onError: (err) => this.#logger.error({ err }, "a mail could not be processed"),
    });
    this.#closeListener = listener.close;
    this.#logger.info({ port: listener.port, domain: inbound.domain }, "listening for mail");
  }

  async close(): Promise<void> {
    await this.#closeListener?.();
    this.#mailer.close();
  }
}

/** What e-mail needs. */
export interface MailServiceOptions {
  readonly settings: MailSettings;
  readonly platform: Platform;
  readonly logger: FastifyBaseLogger;
}

/** Opens e-mail. Nothing arrives before `listen`. */
export async function openMailService(options: MailServiceOptions): Promise<MailService> {
  return new OpenMailService({ ...options, addresses: await openMailAddresses(options.platform) });
}

import { createHmac } from "node:crypto";
import type { NotificationContent } from "@parley/api/host-types";
import type { Deliver, DeliveryOutcome } from "@parley/api/platform";
import { withTimeout } from "@parley/concurrency/with-timeout";
import * as z from "zod";
import { OptionsError } from "../options-error.ts";

/** What the host answers: whether it notifies the user itself. */
export interface HostAnswer {
  readonly handled: boolean;
}

/**
 * Called in the host's own process for each notification that is due. If it returns `{ handled: true }`, Parley sends
 * nothing itself. It may be called again with the same `notificationId`.
 */
export type OnNotification = (
  notification: NotificationContent,
) => Promise<HostAnswer | undefined | void> | HostAnswer | undefined | void;

/** Where notifications are sent, signed as Standard Webhooks. */
export interface NotificationWebhook {
  /** An https address, or one of this machine. */
  readonly url: string;
  /** `whsec_` and the base64 of 24 to 64 bytes. */
  readonly secret: string;
}

/** How long the host may take to answer, in milliseconds. */
const TIMEOUT = 10_000;
const ANSWER_BYTES_MAX = 64 * 1024;

const SECRET = /^whsec_([A-Za-z0-9+/]+={0,2})$/;

/** The key of a webhook's secret; undefined if it is none. */
function keyOf(secret: string): Buffer | undefined {
  const [, encoded] = SECRET.exec(secret) ?? [];
  if (encoded === undefined) return undefined;
  const key = Buffer.from(encoded, "base64");
  return key.length >= 24 && key.length <= 64 ? key : undefined;
}

const secretForm = "must be whsec_ and the base64 of 24 to 64 bytes";

/** The secret of a webhook. */
export const webhookSecret = z
  .string({ error: secretForm })
  .refine((text) => keyOf(text) !== undefined, { error: secretForm });

const late: DeliveryOutcome = { outcome: "retry", detail: "no answer within 10 seconds" };
const answered = (handled: boolean): DeliveryOutcome => ({
  outcome: handled ? "handled" : "declined",
});

/** Calls a function of the host. */
export const createHostCallback =
  (onNotification: OnNotification): Deliver =>
  async (content) => {
    let handled = false;
    const call = async () => {
      handled = (await onNotification(content))?.handled === true;
    };
    return (await withTimeout(TIMEOUT, call())) ? answered(handled) : late;
  };

/** What the webhook contains: who and where, and no text. */
function payloadOf({ to, conversations, ...content }: NotificationContent, at: Date) {
  return {
    type: "notification.due",
    timestamp: at.toISOString(),
    data: {
      ...content,
      userId: to.userId,
      conversations: conversations.map(({ messages, ...conversation }) => ({
        ...conversation,
        messages: messages.map(({ text: _text, ...message }) => message),
      })),
    },
  };
}

/** The headers of Standard Webhooks. The id is that of the notification, also when it is sent again. */
function sign(key: Buffer, { id, at, body }: { id: string; at: Date; body: string }) {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  };
}

/** Reads the beginning of an answer. */
async function readAnswer(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > ANSWER_BYTES_MAX) return "";
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function isHandled(answer: string): boolean {
  try {
    const value: unknown = JSON.parse(answer);
    return (
      typeof value === "object" && value !== null && "handled" in value && value.handled === true
    );
  } catch {
    return false;
  }
}

/** Posts notifications to the host, at an address that the operator has set. */
export function createWebhook(
  { url, secret }: NotificationWebhook,
  now = () => new Date(),
): Deliver {
  const key = keyOf(secret);
  if (key === undefined)
    throw new OptionsError(`Parley: the secret of the notification webhook ${secretForm}.`);
  return async (content) => {
    const at = now();
    const body = JSON.stringify(payloadOf(content, at));
    const signal = AbortSignal.timeout(TIMEOUT);
    try {
      const response = await fetch(url, {
        method: "POST",
        body,
        // A redirect would send what is signed for one address to another.
        redirect: "manual",
        signal,
        headers: {
          "content-type": "application/json",
          ...sign(key, { id: content.notificationId, at, body }),
        },
      });
      const answer = await readAnswer(response);
      if (response.ok) return answered(isHandled(answer));
      if (response.status === 410)
        return { outcome: "skipped", detail: "the address is gone (410)" };
      return { outcome: "retry", detail: `the answer was ${response.status}` };
    } catch (fault) {
      if (signal.aborted) return late;
      const cause = fault instanceof Error && fault.cause instanceof Error ? fault.cause : fault;
      return { outcome: "retry", detail: cause instanceof Error ? cause.message : String(cause) };
    }
  };
}

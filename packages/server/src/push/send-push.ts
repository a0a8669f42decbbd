import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { PushPayload } from "@parley/contract/push";
import type { PushKeys, PushOutcome, PushTarget, SendPush } from "@parley/api/push";
import {
  createRequestPublic,
  NotPublicError,
  type PublicOptions,
} from "../http/internet-request.ts";

export interface SendPushOptions extends PublicOptions {
  /** The key pair of the installation, which is loaded with the first message. */
  readonly keys: () => Promise<PushKeys>;
  /** How push services reach the operator: a `mailto:` or `https:` address. */
  readonly contact: string;
  /** For everything together, in milliseconds. */
  readonly timeout?: number | undefined;
}

const TIMEOUT = 10_000;
/** In seconds. What was not delivered by then is old: the reader finds it in the app, or in an e-mail. */
const TTL = 4 * 60 * 60;
const RETRY_MAX = 24 * 60 * 60_000;

/** A later message of the same topic replaces an undelivered one. 32 characters, from which nothing can be read. */
const topicOf = ({ userId }: PushTarget, payload: PushPayload) =>
  createHash("sha256")
    .update(`${userId}\0${("conversationId" in payload && payload.conversationId) || payload.kind}`)
    .digest("base64url")
    .slice(0, 32);

/** Seconds, or a date. */
function retryAfterMs({ headers }: IncomingMessage): number | undefined {
  const text = headers["retry-after"];
  if (text === undefined) return undefined;
  const milliseconds = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - Date.now();
  return Number.isNaN(milliseconds) ? undefined : Math.min(Math.max(0, milliseconds), RETRY_MAX);
}

function outcomeOf(response: IncomingMessage): PushOutcome {
  const { statusCode: status = 0 } = response;
  if (status >= 200 && status < 300) return { outcome: "sent" };
  if (status === 404 || status === 410) return { outcome: "gone" };
  const detail = `the push service answered ${status}`;
  const isTemporary = status === 429 || status >= 500;
  if (isTemporary) return { outcome: "retry", detail, retryAfterMs: retryAfterMs(response) };
  return { outcome: "failed", detail };
}

/**
 * Creates the function that sends a push message to one browser: encrypted for it (RFC 8291), signed with the
 * installation's keys (RFC 8292), and only to the public Internet. It never throws.
 */
export function createSendPush(options: SendPushOptions): SendPush {
  const { keys, contact, timeout = TIMEOUT } = options;
  const requestPublic = createRequestPublic(options);
  let loaded: Promise<PushKeys> | undefined;
  const loadKeys = async () => {
    loaded ??= keys();
    try {
      return await loaded;
    } catch (fault) {
      loaded = undefined;
      throw fault;
    }
  };
  return async (target, payload) => {
    try {
      const { default: webPush } = await import("web-push");
      const { endpoint, method, headers, body } = webPush.generateRequestDetails(
        target,
        JSON.stringify(payload),
        {
          vapidDetails: { subject: contact, ...(await loadKeys()) },
          TTL,
          urgency: payload.kind === "read" ? "low" : "high",
          topic: topicOf(target, payload),
        },
      );
      const response = await requestPublic(endpoint, {
        method,
        headers,
        body,
        signal: AbortSignal.timeout(timeout),
      });
      // What the service says further is of no use, and may be long.
      response.destroy();
      return outcomeOf(response);
    } catch (fault) {
      if (fault instanceof NotPublicError)
        return { outcome: "failed", detail: "the push service is not on the public Internet" };
      return {
        outcome: "retry",
        detail: "the push service did not answer",
        retryAfterMs: undefined,
      };
    }
  };
}

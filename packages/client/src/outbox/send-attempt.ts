import type { Message, SendMessageInput } from "@parley/contract";
import { reasonOf, retryAfterOf } from "../errors.ts";
import type { OutboxEntry, OutboxState } from "../outbox-entry.ts";
import { retryPolicyOf } from "../retry-policy.ts";

/** After this the outcome of an attempt without a response is unknown, in milliseconds. */
const ATTEMPT_TIMEOUT = 15_000;

/** Sends one message to the server. Rejects as tRPC calls do. */
export type SendMessage = (input: SendMessageInput, signal: AbortSignal) => Promise<Message>;

/** The outcome of an attempt: a final state, or what has to happen before the next attempt. */
export type Outcome =
  | Extract<OutboxState, { status: "sent" | "failed" }>
  /** Not before so many milliseconds, if the server says so. */
  | { readonly status: "again"; readonly after: number }
  /** Not before a sign-in, or the next start of a newer client. */
  | { readonly status: "held" };

/** Resolves once files can be sent. Rejects with a reason if one never will be, and if the signal aborts. */
export type FilesReady = (ids: readonly string[], signal: AbortSignal) => Promise<void>;

export interface SendAttempts {
  make(entry: OutboxEntry): Promise<Outcome>;
  /** Aborts the attempt of a message, if there is one. */
  abandon(id: string): void;
  abandonAll(): void;
}

export function createSendAttempts(send: SendMessage, ready?: FilesReady): SendAttempts {
  const running = new Map<string, AbortController>();
  return {
    async make({ id, conversationId, body, replyToSeq, mentions, files }) {
      const controller = new AbortController();
      running.set(id, controller);
      let timer: ReturnType<typeof setTimeout> | undefined;
      try {
        const ids = files?.map((file) => file.id);
        // An upload takes as long as it takes.
        if (ids !== undefined) await ready?.(ids, controller.signal);
        timer = setTimeout(() => controller.abort(), ATTEMPT_TIMEOUT);
        const written = { id, conversationId, body, replyToSeq };
        const input = { ...written, mentions: mentions && [...mentions], files: ids };
        const answer = send(input, controller.signal);
        return {
          status: "sent",
          message: await Promise.race([answer, aborted(controller.signal)]),
        };
      } catch (error) {
        return outcomeOf(error);
      } finally {
        clearTimeout(timer);
        running.delete(id);
      }
    },
    abandon: (id) => running.get(id)?.abort(),
    abandonAll() {
      for (const controller of running.values()) controller.abort();
    },
  };
}

function outcomeOf(error: unknown): Outcome {
  const reason = reasonOf(error);
  const policy = retryPolicyOf(reason);
  if (policy === "refused" && reason !== undefined) return { status: "failed", reason };
  return policy === "sign-in" || policy === "reload"
    ? { status: "held" }
    : { status: "again", after: retryAfterOf(error) };
}

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("the attempt was aborted")));
  });

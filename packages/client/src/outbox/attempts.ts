import type { Message, SendMessageInput } from "@parley/contract/messages";
import { reasonOf, retryAfterOf } from "../errors.ts";
import type { OutboxEntry, OutboxState } from "../outbox-entry.ts";
import { retryPolicyOf } from "../retry-policy.ts";

/** After this an attempt without an answer counts as unknown, in milliseconds. */
const ATTEMPT_TIMEOUT = 15_000;

/** Hands one message to the server. Rejects as tRPC calls do. */
export type SendMessage = (input: SendMessageInput, signal: AbortSignal) => Promise<Message>;

/** What an attempt came to: a state to stay in, or what has to happen before the next attempt. */
export type Outcome =
  | Extract<OutboxState, { status: "sent" | "failed" }>
  /** Not before so many milliseconds, where the server says so. */
  | { readonly status: "again"; readonly after: number }
  /** Not before a sign-in, or the next start of a newer client. */
  | { readonly status: "held" };

export interface Attempts {
  make(entry: OutboxEntry): Promise<Outcome>;
  /** Ends the attempt on a message, if there is one: nobody waits for its answer any more. */
  abandon(id: string): void;
  abandonAll(): void;
}

export function createAttempts(send: SendMessage): Attempts {
  const underWay = new Map<string, AbortController>();
  return {
    async make({ id, conversationId, body, replyToSeq, mentions }) {
      const controller = new AbortController();
      underWay.set(id, controller);
      const timer = setTimeout(() => controller.abort(), ATTEMPT_TIMEOUT);
      try {
        const input = { id, conversationId, body, replyToSeq, mentions: mentions && [...mentions] };
        const answer = send(input, controller.signal);
        return {
          status: "sent",
          message: await Promise.race([answer, aborted(controller.signal)]),
        };
      } catch (error) {
        return outcomeOf(error);
      } finally {
        clearTimeout(timer);
        underWay.delete(id);
      }
    },
    abandon: (id) => underWay.get(id)?.abort(),
    abandonAll() {
      for (const controller of underWay.values()) controller.abort();
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
    signal.addEventListener("abort", () => reject(new Error("the attempt was given up")));
  });

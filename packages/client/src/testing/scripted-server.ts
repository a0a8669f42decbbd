import type { ErrorReason, Message, SendMessageInput } from "@parley/contract";
import { TRPCClientError } from "@trpc/client";
import { message } from "./server-model.ts";

/** The scripted outcome of one call. `lost` and `stored-lost` look the same to the client. */
export type ScriptedOutcome =
  | "ok"
  | "lost"
  | "stored-lost"
  | "hangs"
  | ErrorReason
  /** `too_many_requests`, with the retry delay in milliseconds. */
  | { readonly retryAfterMs: number };

/** The error that a client receives when the server refuses for a reason. */
const refusal = (reason: ErrorReason, more: { retryAfterMs?: number } = {}) =>
  TRPCClientError.from({
    error: {
      code: -32_000,
      message: reason,
      data: { code: "X", httpStatus: 400, reason, requestId: "r", ...more },
    },
  });

/** Accepts messages as the real server does, each call with its scripted outcome. */
export function createScriptedServer(
  outcomeOf: (call: SendMessageInput, nth: number) => ScriptedOutcome = () => "ok",
) {
  const stored = new Map<string, Message>();
  const calls: SendMessageInput[] = [];
  const signals: AbortSignal[] = [];
  const store = ({ id, conversationId, body }: SendMessageInput) => {
    const known = stored.get(id);
    if (known !== undefined) return known;
    const seq =
      [...stored.values()].filter((each) => each.conversationId === conversationId).length + 1;
    const fresh = message(conversationId, seq, { id, body, senderId: "me" });
    stored.set(id, fresh);
    return fresh;
  };
  const send = async (call: SendMessageInput, signal: AbortSignal): Promise<Message> => {
    calls.push(call);
    signals.push(signal);
    await Promise.resolve();
    const outcome = outcomeOf(call, calls.length);
    if (outcome === "hangs") return new Promise(() => {});
    if (outcome === "ok") return store(call);
    if (outcome === "stored-lost") store(call);
    if (outcome === "stored-lost" || outcome === "lost")
      throw TRPCClientError.from(new Error("fetch failed"));
    if (typeof outcome === "object") throw refusal("too_many_requests", outcome);
    throw refusal(outcome);
  };
  const bodies = (conversationId: string) =>
    [...stored.values()]
      .filter((each) => each.conversationId === conversationId)
      .map(({ body }) => body);
  return { send, calls, signals, stored, bodies };
}

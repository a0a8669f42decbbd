import { type Encoder, jsonEncoder } from "@trpc/server/adapters/ws";
import { createInFlight, type InFlight } from "../in-flight.ts";

/** The calls of one socket that wait for their response. tRPC keeps no such list. */
export interface PendingCalls {
  readonly calls: InFlight;
  /** The encoder between tRPC and the socket, through which every call and every response passes. */
  readonly encoder: Encoder;
}

type CallId = string | number;

function callIdOf(message: unknown): CallId | undefined {
  if (typeof message !== "object" || message === null) return undefined;
  if (!("id" in message && "method" in message)) return undefined;
  const { id, method } = message;
  if (method !== "query" && method !== "mutation") return undefined;
  return typeof id === "string" || typeof id === "number" ? id : undefined;
}

/** The id that a response is for: null if tRPC found no call in its input. */
function answeredId(answer: unknown): CallId | null | undefined {
  if (typeof answer !== "object" || answer === null || !("id" in answer)) return undefined;
  const { id } = answer;
  return id === null || typeof id === "string" || typeof id === "number" ? id : undefined;
}

export function createPendingCalls({ encode }: Pick<Encoder, "encode">): PendingCalls {
  const calls = createInFlight();
  const waiting = new Map<CallId, () => void>();
  let newest: CallId[] = [];

  const end = (id: CallId) => {
    waiting.get(id)?.();
    waiting.delete(id);
  };

  const encoder: Encoder = {
    decode(data) {
      const decoded = jsonEncoder.decode(data);
      const messages: readonly unknown[] = Array.isArray(decoded) ? decoded : [decoded];
      newest = messages.map(callIdOf).filter((id) => id !== undefined);
      for (const id of newest) if (!waiting.has(id)) waiting.set(id, calls.begin());
      return decoded;
    },
    encode(answer) {
      const id = answeredId(answer);
      // tRPC refuses what it cannot parse as a whole, in the same tick in which it was decoded.
      if (id === null) newest.forEach(end);
      else if (id !== undefined) end(id);
      return encode(answer);
    },
  };

  return { calls, encoder };
}

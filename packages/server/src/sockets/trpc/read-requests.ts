import { type AnyTRPCRouter, TRPCError } from "@trpc/server";
import type { Encoder } from "@trpc/server/adapters/ws";
import { parseTRPCMessage, type TRPCClientOutgoingMessage } from "@trpc/server/rpc";

export type CallId = string | number;

/** The receiver of a response. `jsonrpc` is repeated if the peer sent it. */
export interface Caller {
  readonly id: CallId | null;
  readonly jsonrpc: "2.0" | undefined;
}

/** If the receiver cannot be determined. */
export const unknownCaller: Caller = { id: null, jsonrpc: undefined };

/** The contents of a frame: calls, or something that can only be refused as a whole. */
export type Requests =
  | { readonly kind: "calls"; readonly calls: readonly TRPCClientOutgoingMessage[] }
  | { readonly kind: "unreadable"; readonly error: TRPCError }
  | {
      readonly kind: "too-many";
      readonly error: TRPCError;
      readonly callers: readonly Caller[];
    };

/** The sender of what looks like a call that expects a response. */
function callerOf(raw: unknown): Caller[] {
  if (typeof raw !== "object" || raw === null || !("id" in raw)) return [];
  if ("method" in raw && raw.method === "subscription.stop") return [];
  const { id } = raw;
  if (typeof id !== "number" && typeof id !== "string") return [];
  return [{ id, jsonrpc: "jsonrpc" in raw && raw.jsonrpc === "2.0" ? "2.0" : undefined }];
}

function tooMany(raws: readonly unknown[]): Requests {
  const error = new TRPCError({
    code: "BAD_REQUEST",
    message: "Batch call exceeds maximum size",
  });
  const callers = raws.flatMap(callerOf);
  return { kind: "too-many", error, callers: callers.length === 0 ? [unknownCaller] : callers };
}

export interface RequestReader {
  readonly router: AnyTRPCRouter;
  readonly encoder: Pick<Encoder, "decode">;
  readonly maxBatchSize: number;
}

/** Parses one frame. A batch is refused as a whole if one of its calls cannot be parsed. */
export function readRequests(
  { router, encoder, maxBatchSize }: RequestReader,
  frame: string | ArrayBuffer | Uint8Array,
): Requests {
  try {
    const decoded = encoder.decode(frame);
    const raws: readonly unknown[] = Array.isArray(decoded) ? decoded : [decoded];
    if (raws.length > maxBatchSize) return tooMany(raws);
    const { transformer } = router._def._config;
    return { kind: "calls", calls: raws.map((raw) => parseTRPCMessage(raw, transformer)) };
  } catch (cause) {
    return { kind: "unreadable", error: new TRPCError({ code: "PARSE_ERROR", cause }) };
  }
}

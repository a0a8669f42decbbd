import { type AnyTRPCRouter, TRPCError } from "@trpc/server";
import type { Encoder } from "@trpc/server/adapters/ws";
import { parseTRPCMessage, type TRPCClientOutgoingMessage } from "@trpc/server/rpc";

export type CallId = string | number;

/** Whom an answer is for. A peer that says `jsonrpc` hears it back. */
export interface Addressee {
  readonly id: CallId | null;
  readonly jsonrpc: "2.0" | undefined;
}

/** Where it cannot be made out whom an answer is for. */
export const nobody: Addressee = { id: null, jsonrpc: undefined };

/** What a frame holds: calls, or nothing that can be answered but with one refusal. */
export type Requests =
  | { readonly kind: "calls"; readonly calls: readonly TRPCClientOutgoingMessage[] }
  | { readonly kind: "unreadable"; readonly error: TRPCError }
  | {
      readonly kind: "too-many";
      readonly error: TRPCError;
      readonly callers: readonly Addressee[];
    };

/** Whoever sent what looks like a call that waits for an answer. */
function callerOf(raw: unknown): Addressee[] {
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
  return { kind: "too-many", error, callers: callers.length === 0 ? [nobody] : callers };
}

export interface RequestReader {
  readonly router: AnyTRPCRouter;
  readonly encoder: Pick<Encoder, "decode">;
  readonly maxBatchSize: number;
}

/** Reads one frame. A batch is refused whole where one of it cannot be read. */
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

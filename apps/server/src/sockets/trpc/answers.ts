import {
  type AnyTRPCRouter,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
  type TRPCError,
} from "@trpc/server";
import type { Encoder } from "@trpc/server/adapters/ws";
import type { TRPCErrorShape, TRPCResultMessage } from "@trpc/server/rpc";
import type { WebSocket } from "ws";
import type { Outgoing } from "../outgoing.ts";
import type { Addressee } from "./read-requests.ts";

/** What was asked for, as far as it is known. */
export interface Asked extends Addressee {
  readonly path: string | undefined;
  readonly method: "query" | "mutation" | "subscription" | "unknown";
}

export type OnError = (failure: { error: TRPCError; path: string | undefined }) => void;

export interface AnswersOptions {
  readonly socket: WebSocket;
  readonly send: Outgoing["send"];
  readonly router: AnyTRPCRouter;
  readonly encoder: Pick<Encoder, "encode">;
  readonly onError: OnError;
  /** What calls of this socket get, if there is any yet: the formatter of errors may look at it. */
  readonly context: () => object | undefined;
}

/** Says nothing of the failure: that is what the formatter was there for. */
const FALLBACK = {
  code: -32_603,
  message: "Internal server error",
  data: { code: "INTERNAL_SERVER_ERROR", httpStatus: 500 },
} as const;

type Answer =
  | { readonly result: TRPCResultMessage<unknown>["result"] }
  | { readonly error: TRPCErrorShape };

/** What goes to the peer of one socket. After the socket has begun to close, nothing does. */
export interface Answers {
  /** Throws where the answer cannot be written. */
  say(to: Addressee, answer: Answer): void;
  /** Reports a failure, and tells whoever asked. Never throws. */
  fail(asked: Asked, cause: unknown): void;
  /** Tells whoever asked, and nobody else. Never throws. */
  refuse(asked: Asked, error: TRPCError): void;
  note(cause: unknown, path: string | undefined): void;
}

export function createAnswers(options: AnswersOptions): Answers {
  const { socket, send, router, encoder, onError, context } = options;
  const note = (cause: unknown, path: string | undefined) =>
    onError({ error: getTRPCErrorFromUnknown(cause), path });
  const say = ({ id, jsonrpc }: Addressee, answer: Answer) => {
    if (socket.readyState !== socket.OPEN) return;
    send(encoder.encode({ id, ...(jsonrpc && { jsonrpc }), ...answer }));
  };
  const shapeOf = ({ path, method: type }: Asked, error: TRPCError): TRPCErrorShape => {
    const config = router._def._config;
    const ctx = context();
    // The formatter of whatever router this is: what it makes is JSON, and nobody looks at it here.
    return getTRPCErrorShape({
      config,
      error,
      type,
      path,
      input: undefined,
      ctx,
    }) as TRPCErrorShape;
  };
  const refuse = (asked: Asked, error: TRPCError) => {
    try {
      say(asked, { error: shapeOf(asked, error) });
    } catch (cause) {
      note(cause, asked.path);
      say(asked, { error: FALLBACK });
    }
  };
  return {
    say,
    note,
    refuse,
    fail(asked, cause) {
      const error = getTRPCErrorFromUnknown(cause);
      note(error, asked.path);
      refuse(asked, error);
    },
  };
}

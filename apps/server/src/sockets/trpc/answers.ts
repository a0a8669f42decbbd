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

/** The request, as far as it could be parsed. */
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
  /** The context of this socket's calls, if there is one yet: the error formatter may read it. */
  readonly context: () => object | undefined;
}

/** Contains nothing of the failure: the formatter is there for that. */
const FALLBACK = {
  code: -32_603,
  message: "Internal server error",
  data: { code: "INTERNAL_SERVER_ERROR", httpStatus: 500 },
} as const;

type Answer =
  | { readonly result: TRPCResultMessage<unknown>["result"] }
  | { readonly error: TRPCErrorShape };

/** Responses to the peer of one socket. After the socket has started to close, nothing is sent. */
export interface Answers {
  /** Throws if the response cannot be written. */
  say(to: Addressee, answer: Answer): void;
  /** Reports a failure, and sends it to the caller. Never throws. */
  fail(asked: Asked, cause: unknown): void;
  /** Sends it to the caller only. Never throws. */
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
    // The formatter of any router: its result is JSON, and not read here.
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

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
import type { Caller } from "./read-requests.ts";

/** The request, as far as it could be parsed. */
export interface RequestInfo extends Caller {
  readonly path: string | undefined;
  readonly method: "query" | "mutation" | "subscription" | "unknown";
}

export type OnError = (failure: { error: TRPCError; path: string | undefined }) => void;

export interface ResponsesOptions {
  readonly socket: WebSocket;
  readonly send: Outgoing["send"];
  readonly router: AnyTRPCRouter;
  readonly encoder: Pick<Encoder, "encode">;
  readonly onError: OnError;
  /** The context of this socket's calls, if there is one yet: the error formatter may read it. */
  readonly context: () => object | undefined;
}

/** Sent if the error formatter fails. Contains nothing of the failure. */
const FALLBACK = {
  code: -32_603,
  message: "Internal server error",
  data: { code: "INTERNAL_SERVER_ERROR", httpStatus: 500 },
} as const;

type ResponseBody =
  | { readonly result: TRPCResultMessage<unknown>["result"] }
  | { readonly error: TRPCErrorShape };

/** Responses to the peer of one socket. After the socket has started to close, nothing is sent. */
export interface Responses {
  /** Throws if the response cannot be written. */
  send(caller: Caller, body: ResponseBody): void;
  /** Reports a failure, and sends it to the caller. Never throws. */
  fail(request: RequestInfo, cause: unknown): void;
  /** Sends it to the caller only. Never throws. */
  refuse(request: RequestInfo, error: TRPCError): void;
  report(cause: unknown, path: string | undefined): void;
}

export function createResponses(options: ResponsesOptions): Responses {
  const { socket, router, encoder, onError, context } = options;
  const report = (cause: unknown, path: string | undefined) =>
    onError({ error: getTRPCErrorFromUnknown(cause), path });
  const send = ({ id, jsonrpc }: Caller, body: ResponseBody) => {
    if (socket.readyState !== socket.OPEN) return;
    options.send(encoder.encode({ id, ...(jsonrpc && { jsonrpc }), ...body }));
  };
  const shapeOf = ({ path, method: type }: RequestInfo, error: TRPCError): TRPCErrorShape => {
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
  const refuse = (request: RequestInfo, error: TRPCError) => {
    try {
      send(request, { error: shapeOf(request, error) });
    } catch (cause) {
      report(cause, request.path);
      send(request, { error: FALLBACK });
    }
  };
  return {
    send,
    report,
    refuse,
    fail(request, cause) {
      const error = getTRPCErrorFromUnknown(cause);
      report(error, request.path);
      refuse(request, error);
    },
  };
}

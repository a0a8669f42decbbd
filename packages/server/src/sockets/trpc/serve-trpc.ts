import { type AnyTRPCRouter, TRPCError } from "@trpc/server";
import type { Encoder } from "@trpc/server/adapters/ws";
import { parseConnectionParamsFromUnknown, type TRPCRequestInfo } from "@trpc/server/http";
import type { TRPCClientOutgoingMessage } from "@trpc/server/rpc";
import type { RawData, WebSocket } from "ws";
import type { Incoming } from "../incoming.ts";
import type { Outgoing } from "../outgoing.ts";
import { type Responses, createResponses, type OnError } from "./responses.ts";
import { Calls } from "./calls.ts";
import { keepAlive, type KeepAlive } from "./keep-alive.ts";
import { unknownCaller, readRequests } from "./read-requests.ts";

type ConnectionParams = TRPCRequestInfo["connectionParams"];
type Frame = string | Buffer<ArrayBuffer>;

export interface TrpcSocketOptions {
  readonly router: AnyTRPCRouter;
  readonly encoder: Encoder;
  readonly incoming: Incoming;
  readonly outgoing: Outgoing;
  /** Maximum open subscriptions of one path. */
  readonly maxSubscriptions: number;
  readonly maxBatchSize: number;
  readonly keepAlive: KeepAlive;
  /** Whether the first message is a token and not a call. */
  readonly isAnnounced: boolean;
  /** Called once per socket. If it rejects, the error is sent, and the socket closed. */
  readonly createContext: (params: ConnectionParams) => Promise<object>;
  readonly onError: OnError;
}

interface Connection {
  readonly responses: Responses;
  readonly calls: Calls;
}

const unknownRequest = { ...unknownCaller, path: undefined, method: "unknown" } as const;

function readParams({ encoder }: TrpcSocketOptions, frame: Frame): ConnectionParams {
  let data: unknown;
  try {
    const message = encoder.decode(frame);
    if (typeof message !== "object" || message === null || Array.isArray(message)) {
      throw new Error("Message was not an object");
    }
    data = "data" in message ? message.data : undefined;
  } catch (cause) {
    const message = "Malformed TRPCConnectionParamsMessage";
    throw new TRPCError({ code: "PARSE_ERROR", message, cause });
  }
  return parseConnectionParamsFromUnknown(data);
}

/** The context of all calls of a socket: created once, at its start or from its first message. */
function createContextOnce(createContext: TrpcSocketOptions["createContext"]) {
  let creating: Promise<object> | undefined;
  let context: object | undefined;
  return {
    isRequested: () => creating !== undefined,
    /** Undefined until it is created. */
    current: () => context,
    currentOrPromise: () => context ?? creating ?? Promise.reject(new Error("context not created")),
    create(getParams: () => ConnectionParams, onFailure: (cause: unknown) => void) {
      creating = (async () => createContext(getParams()))();
      creating.then((created) => (context = created), onFailure);
    },
  };
}

/** Handles a frame of a peer whose authentication has started. */
function createReader(options: TrpcSocketOptions, { responses, calls }: Connection) {
  const take = (message: TRPCClientOutgoingMessage, batchIndex: number) => {
    const { id, jsonrpc } = message;
    if (id === null) {
      const error = new TRPCError({ code: "PARSE_ERROR", message: "`id` is required" });
      responses.fail({ ...unknownRequest, jsonrpc }, error);
    } else if (message.method === "subscription.stop") {
      calls.stop(id);
    } else {
      const { method, params } = message;
      calls.begin({ id, jsonrpc, method, params, path: params.path, batchIndex });
    }
  };
  return (frame: Frame) => {
    const requests = readRequests(options, frame);
    switch (requests.kind) {
      case "calls":
        return requests.calls.forEach(take);
      case "unreadable":
        return responses.refuse(unknownRequest, requests.error);
      case "too-many":
        // A short frame can contain thousands of calls.
        if (!options.incoming.admitResponses(requests.callers.length)) return undefined;
        responses.report(requests.error, undefined);
        return requests.callers.forEach((caller) =>
          responses.refuse({ ...unknownRequest, ...caller }, requests.error),
        );
    }
  };
}

/**
 * Serves the procedures of a router on a socket until it closes: tRPC's protocol, exactly as `getWSConnectionHandler`
 * of @trpc/server implements it, at three quarters of its cost. That one copies each message several times, races each
 * event against the end of its subscription, and moves two timers per frame. In return a subscription has to end when
 * its `signal` aborts, and transformers and observables are not supported.
 */
export function serveTrpc(socket: WebSocket, options: TrpcSocketOptions): void {
  const { router, encoder, onError, incoming, outgoing, maxSubscriptions } = options;
  const { send } = outgoing;
  const context = createContextOnce(options.createContext);
  const responses = createResponses({
    socket,
    send,
    router,
    encoder,
    onError,
    context: context.current,
  });
  const calls = new Calls({
    router,
    responses,
    maxSubscriptions,
    context: context.currentOrPromise,
  });
  const authenticate = (getParams: () => ConnectionParams) =>
    context.create(getParams, (cause) => {
      responses.fail(unknownRequest, cause);
      setImmediate(() => socket.close());
    });

  const read = createReader(options, { responses, calls });
  const onInput = keepAlive({ socket, send }, options.keepAlive);
  socket.on("message", (data: RawData, isBinary: boolean) => {
    // `ws` passes one Buffer per frame unless it is configured otherwise.
    const buffer = data as Buffer<ArrayBuffer>;
    if (!incoming.admitFrame(buffer.length)) return;
    onInput();
    const frame = isBinary ? buffer : buffer.toString();
    if (frame === "PONG") return;
    if (frame === "PING") outgoing.pong();
    else if (context.isRequested()) read(frame);
    else authenticate(() => readParams(options, frame));
  });
  socket.on("error", (cause) => responses.report(cause, undefined));
  socket.once("close", () => calls.close());
  if (!options.isAnnounced) authenticate(() => null);
}

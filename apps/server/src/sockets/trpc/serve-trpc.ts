import { type AnyTRPCRouter, TRPCError } from "@trpc/server";
import type { Encoder } from "@trpc/server/adapters/ws";
import { parseConnectionParamsFromUnknown, type TRPCRequestInfo } from "@trpc/server/http";
import type { TRPCClientOutgoingMessage } from "@trpc/server/rpc";
import type { RawData, WebSocket } from "ws";
import type { Incoming } from "../incoming.ts";
import type { Outgoing } from "../outgoing.ts";
import { type Answers, createAnswers, type OnError } from "./answers.ts";
import { Calls } from "./calls.ts";
import { keepAlive, type KeepAlive } from "./keep-alive.ts";
import { nobody, readRequests } from "./read-requests.ts";

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
  readonly answers: Answers;
  readonly calls: Calls;
}

const unasked = { ...nobody, path: undefined, method: "unknown" } as const;

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
function createEntrance(createContext: TrpcSocketOptions["createContext"]) {
  let entering: Promise<object> | undefined;
  let context: object | undefined;
  return {
    hasBegun: () => entering !== undefined,
    /** Its result, once there is one. */
    context: () => context,
    contextOrPromise: () => context ?? entering ?? Promise.reject(new Error("context not created")),
    enter(readTheirs: () => ConnectionParams, onFailure: (cause: unknown) => void) {
      entering = (async () => createContext(readTheirs()))();
      entering.then((made) => (context = made), onFailure);
    },
  };
}

/** Handles a frame of a peer whose authentication has started. */
function createReader(options: TrpcSocketOptions, { answers, calls }: Connection) {
  const take = (message: TRPCClientOutgoingMessage, batchIndex: number) => {
    const { id, jsonrpc } = message;
    if (id === null) {
      const error = new TRPCError({ code: "PARSE_ERROR", message: "`id` is required" });
      answers.fail({ ...unasked, jsonrpc }, error);
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
        return answers.refuse(unasked, requests.error);
      case "too-many":
        // A short frame can contain thousands of calls.
        if (!options.incoming.admitAnswers(requests.callers.length)) return undefined;
        answers.note(requests.error, undefined);
        return requests.callers.forEach((caller) =>
          answers.refuse({ ...unasked, ...caller }, requests.error),
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
  const entrance = createEntrance(options.createContext);
  const { context } = entrance;
  const answers = createAnswers({ socket, send, router, encoder, onError, context });
  const calls = new Calls({
    router,
    answers,
    maxSubscriptions,
    context: entrance.contextOrPromise,
  });
  const enter = (readTheirs: () => ConnectionParams) =>
    entrance.enter(readTheirs, (cause) => {
      answers.fail(unasked, cause);
      setImmediate(() => socket.close());
    });

  const read = createReader(options, { answers, calls });
  const heard = keepAlive({ socket, send }, options.keepAlive);
  socket.on("message", (data: RawData, isBinary: boolean) => {
    // `ws` passes one Buffer per frame unless it is configured otherwise.
    const buffer = data as Buffer<ArrayBuffer>;
    if (!incoming.admitFrame(buffer.length)) return;
    heard();
    const frame = isBinary ? buffer : buffer.toString();
    if (frame === "PONG") return;
    if (frame === "PING") outgoing.pong();
    else if (entrance.hasBegun()) read(frame);
    else enter(() => readParams(options, frame));
  });
  socket.on("error", (cause) => answers.note(cause, undefined));
  socket.once("close", () => calls.close());
  if (!options.isAnnounced) enter(() => null);
}

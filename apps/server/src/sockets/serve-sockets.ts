import websocket from "@fastify/websocket";
import type { Session } from "@parley/api/domain/context";
import { closeCodes } from "@parley/contract/close-codes";
import { limits } from "@parley/contract/limits";
import { type AnyTRPCRouter, TRPCError } from "@trpc/server";
import { type Encoder, getWSConnectionHandler } from "@trpc/server/adapters/ws";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { WebSocket } from "ws";
import type { Authenticate } from "../auth.ts";
import { type ContextParts, createRequestContext } from "../context.ts";
import { isOriginAllowed } from "../http/origins.ts";
import { refusal } from "../http/problem.ts";
import { reportUnseen } from "../logs/report-unseen.ts";
import type { Pace } from "../pace.ts";
import { createCallLedger } from "./call-ledger.ts";
import { createEventEncoder } from "./event-encoder.ts";
import { gatherFrames } from "./gather-frames.ts";
import type { SocketRoster } from "./roster.ts";
import { createSignInGate } from "./sign-in-gate.ts";
import { watchAuthority } from "./watch-authority.ts";
import { watchSlowConsumer } from "./slow-consumer.ts";

export interface SocketOptions {
  readonly router: AnyTRPCRouter;
  readonly parts: ContextParts;
  readonly authenticate: Authenticate;
  readonly allowedOrigins: readonly string[];
  readonly sockets: SocketRoster;
  readonly pace: Pace;
}

interface Guarded {
  readonly request: FastifyRequest;
  readonly session: Session;
}

type Serve = (socket: WebSocket, request: FastifyRequest) => void;

/** As tRPC's client says it in the address; without it the first message is a call already. */
const announcesToken = ({ url }: FastifyRequest) =>
  new URLSearchParams(url.split("?")[1]).get("connectionParams") === "1";

/** Where every call and every answer of one socket passes. */
function createEncoder({ decode, encode }: Encoder, beforeAnswer: () => void): Encoder {
  return {
    decode,
    encode(answer) {
      beforeAnswer();
      return encode(answer);
    },
  };
}

/** Gives one socket its gate, its watch and its place on the list, and then to tRPC. */
function createServe(app: FastifyInstance, options: SocketOptions): Serve {
  const { router, parts, authenticate, sockets, pace } = options;
  const { platform, report } = parts;
  const events = createEventEncoder((event) => platform.meter.eventLeft(event));
  const guard = (socket: WebSocket, { request, session }: Guarded) => {
    const onFault = (cause: unknown) => report({ requestId: request.id, path: "socket", cause });
    watchAuthority({ socket, platform, session, onFault });
  };
  return (socket, request) => {
    const ledger = createCallLedger(events);
    const gather = gatherFrames(request.raw.socket);
    sockets.add({ socket, calls: ledger.calls });
    const isAnnounced = announcesToken(request);
    const { clock } = platform;
    const gate = createSignInGate({ socket, isAnnounced, authenticate, clock, pace });
    const onSlow = () => socket.close(closeCodes.slowConsumer, "too_slow");
    const look = watchSlowConsumer({ socket, wire: request.raw.socket, pace, onSlow });
    const serve = getWSConnectionHandler({
      wss: app.websocketServer,
      router,
      maxBatchSize: limits.batchMax,
      keepAlive: { enabled: true, pingMs: pace.pingAfter, pongWaitMs: pace.pongWait },
      experimental_encoder: createEncoder(ledger.encoder, () => {
        gather();
        if (!gate.hasHeard()) gate.turnAway(closeCodes.signInAgain, "not_signed_in");
        // Once it is in the socket: the answer after which a stream pauses may be the last for long.
        queueMicrotask(look);
      }),
      createContext: async ({ info }) => {
        const signIn = await gate.enter(info.connectionParams);
        if (signIn.status === "signed-in") guard(socket, { request, session: signIn.session });
        const bufferedBytes = () => socket.bufferedAmount;
        return createRequestContext(parts, { requestId: request.id, signIn, bufferedBytes });
      },
      onError: reportUnseen(parts.report, request.id),
    });
    serve(socket, request.raw);
  };
}

/** `closeTimeout` is newer than the types of `ws`. */
const serverOptions = ({ closeTimeout }: Pace) => ({
  maxPayload: limits.frameBytesMax,
  perMessageDeflate: false,
  closeTimeout,
});

/** The procedures over sockets, at `/trpc`. */
export async function serveSockets(app: FastifyInstance, options: SocketOptions): Promise<void> {
  await app.register(websocket, {
    options: serverOptions(options.pace),
    // `ws` closes by itself after an error, with the code that tells the client why.
    errorHandler: (error, _, request) => request.log.debug({ err: error }, "socket error"),
    // The drain closes the sockets.
    preClose: (done) => done(),
  });
  app.route({
    method: "GET",
    url: "/trpc",
    async onRequest(request) {
      if (!request.ws || isOriginAllowed(request.headers, options.allowedOrigins)) return;
      throw refusal("forbidden");
    },
    handler() {
      throw new TRPCError({ code: "NOT_FOUND" });
    },
    wsHandler: createServe(app, options),
  });
}

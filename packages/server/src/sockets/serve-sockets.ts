import { closeCodes } from "@parley/contract/close-codes";
import { limits } from "@parley/contract/limits";
import { type AnyTRPCRouter, TRPCError } from "@trpc/server";
import type { Encoder } from "@trpc/server/adapters/ws";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { WebSocket } from "ws";
import type { Authenticator } from "../auth.ts";
import { type ContextParts, callerKey, createRequestContext } from "../context.ts";
import { nothingAt, pathOf } from "../http/methods.ts";
import { isOriginAllowed, originOf } from "../http/origins.ts";
import { refusal } from "../http/problem.ts";
import type { ReportOrigin } from "../logs/origin-log.ts";
import { reportUnseen } from "../logs/report-unseen.ts";
import type { Timeouts } from "../timeouts.ts";
import { createPendingCalls } from "./pending-calls.ts";
import { createEventEncoder } from "./event-encoder.ts";
import { createIncoming } from "./incoming.ts";
import { createOutgoing } from "./outgoing.ts";
import type { OpenSockets } from "./open-sockets.ts";
import type { Upgrades } from "./upgrades.ts";
import { type RunningSession, startSocketSession } from "./socket-session.ts";
import { serveTrpc } from "./trpc/serve-trpc.ts";

export interface SocketOptions {
  readonly router: AnyTRPCRouter;
  readonly parts: ContextParts;
  readonly authenticator: Authenticator;
  readonly allowedOrigins: readonly string[];
  readonly onOriginRefused: ReportOrigin;
  readonly upgrades: Upgrades;
  readonly sockets: OpenSockets;
  readonly timeouts: Timeouts;
}

/** Close listeners of one socket; Node reports more than 10 as a leak. */
const CLOSE_LISTENERS = 20;

/** By how many an address's socket limit is reduced after one was cut with this code. */
const CUT_COSTS: Readonly<Record<number, number>> = {
  [closeCodes.tooManyFrames]: 50,
  [closeCodes.tooManySockets]: 5,
};

type Serve = (socket: WebSocket, request: FastifyRequest) => void;

/** As tRPC's client declares it in the URL; without it the first message is a call already. */
const announcesToken = ({ url }: FastifyRequest) =>
  new URLSearchParams(url.split("?")[1]).get("connectionParams") === "1";

/** Rejects a peer with its first response if its first message could not be parsed. */
function createEncoder({ decode, encode }: Encoder, session: RunningSession): Encoder {
  return {
    decode,
    encode(answer) {
      session.responding();
      return encode(answer);
    },
  };
}

/** Authenticates, monitors and registers each socket, then passes it to tRPC. */
function createServe(options: SocketOptions): Serve {
  const { router, parts, authenticator, sockets, timeouts } = options;
  const { platform, rateLimits, report } = parts;
  const { meter, tracer } = platform;
  const events = createEventEncoder((event) => {
    meter.eventLeft(event);
    tracer?.eventLeft(event);
  });
  return (socket, request) => {
    socket.setMaxListeners(CLOSE_LISTENERS);
    const frames = rateLimits.frames();
    const wire = request.raw.socket;
    const onCut = (code: number) => rateLimits.socketCut(request.ip, CUT_COSTS[code] ?? 0);
    // Before any other listener of the socket: input above the limit is not answered.
    const incoming = createIncoming({ socket, wire, budget: frames, timeouts, onCut });
    /** Counts the socket while it is open, and closes it above the limit. */
    const count = (leave: (() => void) | undefined) => {
      if (leave === undefined) incoming.cut(closeCodes.tooManySockets, "too_many_sockets");
      else socket.once("close", leave);
      return leave !== undefined;
    };
    if (!count(rateLimits.openAddressSocket(request.ip))) return;
    const onSlow = () => socket.close(closeCodes.slowConsumer, "too_slow");
    const outgoing = createOutgoing({ socket, wire, timeouts, onSlow });
    const pendingCalls = createPendingCalls(events);
    sockets.add({ socket, calls: pendingCalls.calls, send: outgoing.send });
    const isAnnounced = announcesToken(request);
    const session = startSocketSession({
      socket,
      request,
      cut: incoming.cut,
      isAnnounced,
      authenticator,
      platform,
      timeouts,
      onFault: (cause) => report({ requestId: request.id, path: "socket", cause }),
    });
    serveTrpc(socket, {
      router,
      maxBatchSize: limits.batchMax,
      keepAlive: { pingMs: timeouts.pingAfter, pongWaitMs: timeouts.pongWait },
      isAnnounced,
      maxSubscriptions: limits.subscriptionsMax,
      incoming,
      outgoing,
      encoder: createEncoder(pendingCalls.encoder, session),
      createContext: async (params) => {
        const signIn = await session.authenticate(params);
        // A socket that closed meanwhile would be counted for ever.
        if (signIn.status === "signed-in" && session.isSignedIn()) {
          const caller = callerKey(signIn.session);
          frames.signedInAs(caller);
          count(rateLimits.openSocket(caller));
        }
        const bufferedBytes = () => socket.bufferedAmount;
        return createRequestContext(parts, {
          requestId: request.id,
          address: request.ip,
          signIn,
          contract: params?.["version"],
          bufferedBytes,
        });
      },
      onError: reportUnseen(report, request.id),
    });
  };
}

/** How sockets are parsed. Some of these are newer than the types of `ws`. */
export const webSocketOptions = ({ closeTimeout }: Timeouts) => ({
  noServer: true,
  maxPayload: limits.frameBytesMax,
  // A full message in fragments of a kilobyte. Each fragment, and each chunk of an incomplete one, is buffered.
  maxFragments: 64,
  maxBufferedChunks: 1_024,
  perMessageDeflate: false,
  // `createOutgoing` answers, as it sends everything else.
  autoPong: false,
  closeTimeout,
});

/** Serves the procedures over sockets, at `/trpc`. */
export function serveSockets(app: FastifyInstance, options: SocketOptions): void {
  const { upgrades, allowedOrigins, onOriginRefused } = options;
  const serve = createServe(options);
  // Before the upgrade, which would be a response of another route otherwise.
  app.addHook("onRequest", async (request) => {
    if (!upgrades.isUpgrade(request)) return;
    const path = pathOf(request, app.prefix);
    if (path !== "/trpc") throw nothingAt(path);
  });
  app.route({
    method: "GET",
    url: "/trpc",
    async onRequest(request) {
      if (!upgrades.isUpgrade(request) || isOriginAllowed(originOf(request), allowedOrigins))
        return;
      onOriginRefused(request);
      throw refusal("forbidden");
    },
    handler(request, reply) {
      if (!upgrades.isUpgrade(request)) throw new TRPCError({ code: "NOT_FOUND" });
      upgrades.accept(request, reply, (socket) => {
        // `ws` closes after an error, with the code that tells the client why.
        socket.on("error", (error) => request.log.debug({ err: error }, "socket error"));
        serve(socket, request);
      });
    },
  });
}

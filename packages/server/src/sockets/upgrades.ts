import { type IncomingMessage, type Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { WebSocket, WebSocketServer } from "ws";

/** Takes an upgrade, with the arguments of Node's event. */
export type TakeUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Upgrades that are routed like requests: hooks run before them, and a refusal is an HTTP response. */
export interface Upgrades {
  readonly take: TakeUpgrade;
  isUpgrade(request: FastifyRequest): boolean;
  /** Completes the handshake of an upgrade. */
  accept(request: FastifyRequest, reply: FastifyReply, serve: (socket: WebSocket) => void): void;
}

interface Upgrade {
  readonly socket: Duplex;
  readonly head: Buffer;
  isAccepted: boolean;
}

function destroy(this: Duplex) {
  this.destroy();
}

export function createUpgrades(app: FastifyInstance, webSockets: WebSocketServer): Upgrades {
  const upgrades = new WeakMap<IncomingMessage, Upgrade>();
  return {
    take(request, socket, head) {
      // Node removes its own listener before the event.
      socket.on("error", destroy);
      const upgrade = { socket, head, isAccepted: false };
      upgrades.set(request, upgrade);
      const response = new ServerResponse(request);
      // The socket of a request of `node:http`, also where its types say `Duplex`.
      response.assignSocket(socket as Socket);
      // Nothing parses what follows a refusal on this connection.
      response.once("finish", () => upgrade.isAccepted || socket.destroy());
      app.routing(request, response);
    },
    isUpgrade: ({ raw }) => upgrades.has(raw),
    accept({ raw }, reply, serve) {
      const upgrade = upgrades.get(raw);
      if (upgrade === undefined) throw new Error("not an upgrade");
      upgrade.isAccepted = true;
      reply.hijack();
      const { socket, head } = upgrade;
      socket.removeListener("error", destroy);
      webSockets.handleUpgrade(raw, socket, head, (webSocket) => {
        webSockets.emit("connection", webSocket, raw);
        serve(webSocket);
      });
    },
  };
}

type ShouldUpgrade = (request: IncomingMessage) => boolean;

const isWebSocket = ({ headers }: IncomingMessage) =>
  headers.upgrade?.toLowerCase() === "websocket";

/**
 * Takes some upgrades of a server before any of its listeners, which cannot be stopped otherwise and would answer the same
 * handshake (ARCHITECTURE.md, "Backpressure and limits"). Everything else happens as without it. The result stops it.
 */
export function interceptUpgrades(
  server: Server,
  { isOurs, take }: { isOurs: (request: IncomingMessage) => boolean; take: TakeUpgrade },
): () => void {
  const emit = server.emit.bind(server) as (event: string, ...args: unknown[]) => boolean;
  let isActive = true;
  const intercept = (event: string, ...args: unknown[]) => {
    // The arguments of Node's event.
    const [request, socket, head] = args as Parameters<TakeUpgrade>;
    if (event !== "upgrade" || !isActive || !isOurs(request)) return emit(event, ...args);
    take(request, socket, head);
    return true;
  };
  server.emit = intercept as typeof server.emit;
  /** Whether anything but this function listens. */
  const hasOthers = () => server.listenerCount("upgrade") > 1;
  // Node emits the event only if there is a listener, which also makes every offer of an upgrade cause it.
  const listener: TakeUpgrade = (request, socket) => {
    if (hasOthers()) return;
    const response = new ServerResponse(request);
    response.assignSocket(socket as Socket);
    response.once("finish", () => socket.destroy());
    emit("request", request, response);
  };
  server.on("upgrade", listener);
  // Since Node 24.9 this decides instead; the default asks whether there is a listener.
  const asked = server as Server & { shouldUpgradeCallback?: ShouldUpgrade };
  const before = asked.shouldUpgradeCallback;
  const withoutUs: unknown = Object.create(server, {
    listenerCount: { value: () => Number(hasOthers()) },
  });
  if (before !== undefined)
    asked.shouldUpgradeCallback = (request) =>
      (isActive && isOurs(request) && isWebSocket(request)) || before.call(withoutUs, request);
  return () => {
    isActive = false;
    server.removeListener("upgrade", listener);
    if (server.emit === intercept) server.emit = emit as typeof server.emit;
  };
}

import type { AppRouter } from "@parley/api/app-router";
import { CONTRACT_VERSION } from "@parley/contract/version";
import { createWSClient, type TRPCLink, type TRPCWebSocketClient, wsLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import type { Connector } from "./connector.ts";
import {
  createEagerSocketClass,
  patience,
  type SocketWatcher,
  type WebSocketClass,
} from "./eager-socket.ts";

/** How an open socket is kept from dying unnoticed, in milliseconds. */
export interface KeepAlive {
  /** Silence after which the server is asked for a sign of life. */
  readonly intervalMs: number;
  /** How long that sign may take. */
  readonly pongTimeoutMs: number;
}

/** A dead connection is noticed within 9 seconds; a live one may lag by up to 4. */
export const defaultKeepAlive: KeepAlive = { intervalMs: 5_000, pongTimeoutMs: 4_000 };

const NO_WEB_SOCKET =
  "This runtime has no global WebSocket (Node has one from version 22 on). " +
  'Install "ws" and pass its class: import { WebSocket } from "ws"; createParleyClient({ ..., WebSocket })';

interface Options {
  /** Throws where there is no address. */
  readonly url: () => string;
  readonly connector: Connector;
  readonly WebSocket: WebSocketClass | undefined;
  readonly keepAlive: KeepAlive;
}

export interface Socket {
  readonly link: TRPCLink<AppRouter>;
  canTakeCalls(): boolean;
  close(): void;
}

/** The socket and its successors. The first subscription opens it; then it stays until it is closed. */
export function createSocket({ url, connector, keepAlive, ...options }: Options): Socket {
  let client: TRPCWebSocketClient | undefined;
  let subscriptions = 0;
  const watcher: SocketWatcher = {
    created: (socket) => connector.created(socket),
    opened(socket) {
      connector.opened(socket);
      // Where nothing is subscribed, no answer will prove that the token holds.
      if (subscriptions === 0) connector.accepted();
    },
    closed: (socket, code) => connector.closed(socket, code),
  };
  const open = () => {
    const given = options.WebSocket ?? globalThis.WebSocket;
    if (given === undefined) throw new Error(NO_WEB_SOCKET);
    // What this client and tRPC's use of a socket is what `WebSocketClass` names.
    const Base = given as typeof globalThis.WebSocket;
    const address = url();
    const WebSocket = createEagerSocketClass({ Base, watcher, patience });
    connector.start();
    return openClient({ url: address, connector, keepAlive, WebSocket });
  };
  return {
    link: (runtime) => (call) =>
      observable((listener) => {
        client ??= open();
        if (call.op.type === "subscription") subscriptions += 1;
        const current = wsLink<AppRouter>({ client })(runtime)(call).subscribe(listener);
        return () => {
          if (call.op.type === "subscription") subscriptions -= 1;
          current.unsubscribe();
        };
      }),
    canTakeCalls: () =>
      connector.state.get().status === "online" && client?.connection?.state === "open",
    close() {
      connector.stop();
      void client?.close();
      client = undefined;
    },
  };
}

interface Opening extends Pick<Options, "connector" | "keepAlive"> {
  readonly url: string;
  readonly WebSocket: typeof WebSocket;
}

/**
 * tRPC's own client. It opens sockets, one after the other; when, is decided where it asks for the address,
 * so its own delay is none.
 */
function openClient({ url, connector, keepAlive, WebSocket }: Opening): TRPCWebSocketClient {
  let token = "";
  return createWSClient({
    async url() {
      token = await connector.admit();
      return url;
    },
    connectionParams: () => ({ token, version: String(CONTRACT_VERSION) }),
    retryDelayMs: () => 0,
    keepAlive: { enabled: true, ...keepAlive },
    WebSocket,
  });
}

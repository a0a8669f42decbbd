import type { AppRouter } from "@parley/api/app-router";
import { CONTRACT_VERSION } from "@parley/contract/version";
import { createWSClient, type TRPCLink, type TRPCWebSocketClient, wsLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import type { Connector } from "./connector.ts";
import { createEagerSocketClass, patience, type SocketWatcher } from "./eager-socket.ts";

/** How an open socket is kept from dying unnoticed, in milliseconds. */
export interface KeepAlive {
  /** Silence after which the server is asked for a sign of life. */
  readonly intervalMs: number;
  /** How long that sign may take. */
  readonly pongTimeoutMs: number;
}

/** A dead connection is noticed within 9 seconds; a live one may lag by up to 4. */
export const defaultKeepAlive: KeepAlive = { intervalMs: 5_000, pongTimeoutMs: 4_000 };

interface Options {
  /** Throws where there is no address. */
  readonly url: () => string;
  readonly connector: Connector;
  readonly WebSocket: typeof WebSocket | undefined;
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
    const Base = options.WebSocket ?? globalThis.WebSocket;
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

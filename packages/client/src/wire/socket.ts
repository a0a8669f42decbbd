import type { AppRouter } from "../app-router.ts";
import { CONTRACT_VERSION } from "@parley/contract/version";
import { createWSClient, type TRPCLink, type TRPCWebSocketClient, wsLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import type { ConnectionManager } from "./connection-manager.ts";
import {
  createFailFastSocketClass,
  socketTimeouts,
  type SocketWatcher,
  type WebSocketClass,
} from "./fail-fast-socket.ts";
import { field } from "../errors.ts";
import { page } from "./page.ts";
import type { TokenSource } from "./token-source.ts";

/** The WebSocket URL of an HTTP endpoint. A relative one is resolved against the page. */
export function socketUrl(url: string): string {
  const base = page.location?.href;
  if (!URL.canParse(url, base))
    throw new TypeError(`"${url}" is no address outside of a browser page`);
  const { href } = new URL(url, base);
  return href.replace(/^http/, "ws");
}

/** How a dead connection is detected, in milliseconds. */
export interface KeepAlive {
  /** Silence after which the client sends a ping. */
  readonly intervalMs: number;
  /** How long the answer may take. */
  readonly pongTimeoutMs: number;
}

/** A dead connection is detected within 9 seconds; a live one may lag by up to 4. */
export const defaultKeepAlive: KeepAlive = { intervalMs: 5_000, pongTimeoutMs: 4_000 };

const NO_WEB_SOCKET =
  "This runtime has no global WebSocket (Node has one from version 22 on). " +
  'Install "ws" and pass its class: import { WebSocket } from "ws"; createParleyClient({ ..., WebSocket })';

interface Options {
  /** Throws if the address is invalid. */
  readonly url: () => string;
  readonly connections: ConnectionManager;
  readonly user: TokenSource["user"];
  readonly WebSocket: WebSocketClass | undefined;
  readonly keepAlive: KeepAlive;
}

export interface Socket {
  readonly link: TRPCLink<AppRouter>;
  canTakeCalls(): boolean;
  close(): void;
}

/** Opens the socket with the first call, and reopens it until it is closed. */
export function createSocket({ url, connections, user, keepAlive, ...options }: Options): Socket {
  let client: TRPCWebSocketClient | undefined;
  let subscriptions = 0;
  // A browser does not report why a socket fails. If none ever opens, the developer of the host finds the likely cause, once.
  let failures = 0;
  const watcher: SocketWatcher = {
    created: (socket) => connections.created(socket),
    opened(socket) {
      failures = NaN;
      connections.opened(socket);
      // Without a subscription no answer will prove that the token is valid.
      if (subscriptions === 0) connections.accepted();
    },
    closed(socket, code) {
      connections.closed(socket, code);
      if (field(connections.state.get(), "cause") === "socket" && ++failures === EXPLAIN_AFTER) {
        // For the developer of the host; nothing else can tell them.
        // oxlint-disable-next-line no-console
        console.error(
          `Parley: calls work, but no WebSocket opens at ${url()}: ` +
            'wire server.on("upgrade", parley.upgrade), and ws: true in a proxy.',
        );
      }
    },
  };
  const open = () => {
    const given = options.WebSocket ?? globalThis.WebSocket;
    if (given === undefined) throw new Error(NO_WEB_SOCKET);
    // `WebSocketClass` names everything that this client and tRPC use of a socket.
    const Base = given as typeof globalThis.WebSocket;
    const address = url();
    const WebSocket = createFailFastSocketClass({ Base, watcher, timeouts: socketTimeouts });
    connections.start();
    return openClient({ url: address, connections, user, keepAlive, WebSocket });
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
      connections.state.get().status === "online" && client?.connection?.state === "open",
    close() {
      connections.stop();
      void client?.close();
      client = undefined;
    },
  };
}

/** Sockets that end unopened, while calls are answered, before the console explains likely causes. */
const EXPLAIN_AFTER = 2;

interface Opening extends Pick<Options, "connections" | "user" | "keepAlive"> {
  readonly url: string;
  readonly WebSocket: typeof WebSocket;
}

/** tRPC's own client, which opens one socket after the other. `url` decides when, so tRPC's own retry delay is 0. */
function openClient({
  url,
  connections,
  user,
  keepAlive,
  WebSocket,
}: Opening): TRPCWebSocketClient {
  let token = "";
  return createWSClient({
    async url() {
      token = await connections.admit();
      return url;
    },
    connectionParams: () => {
      const userId = user();
      return {
        ...(token !== "" && { token }),
        ...(userId !== undefined && { user: userId }),
        version: String(CONTRACT_VERSION),
      };
    },
    retryDelayMs: () => 0,
    keepAlive: { enabled: true, ...keepAlive },
    WebSocket,
  });
}

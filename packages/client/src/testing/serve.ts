import { once } from "node:events";
import { createServer } from "node:http";
import { limits } from "@parley/contract/limits";
import type { AnyRouter } from "@trpc/server";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import { applyWSSHandler } from "@trpc/server/adapters/ws";
import { type WebSocket, WebSocketServer } from "ws";

/** The caller, and the transport. `userId` is null if the token is not valid. */
export interface Caller {
  readonly userId: string | null;
  readonly via: "socket" | "http";
}

/** A router on a real port, over HTTP and sockets, that records its calls. */
export interface Served extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  readonly sockets: ReadonlySet<WebSocket>;
  /** Sockets opened so far. */
  readonly opened: number;
  /** Tokens in the order in which they arrived. */
  readonly tokens: { readonly via: Caller["via"]; readonly token: string | undefined }[];
  /** The contract versions that callers declared, in the order in which they arrived. */
  readonly versions: { readonly via: Caller["via"]; readonly version: string | undefined }[];
  /** Sizes of the frames and bodies that arrived. */
  readonly frames: number[];
  readonly bodies: number[];
  tellToReconnect(): void;
}

/** How tokens are checked. */
export interface TokenChecks {
  /** The user of a token; null if it is not valid. */
  readonly verify?: ((token: string | undefined) => string | null) | undefined;
  /** The close code for a socket with an invalid token; if absent, its calls are refused. */
  readonly closeWith?: (() => number | undefined) | undefined;
}

interface Options extends TokenChecks {
  readonly router: AnyRouter;
  readonly contextOf: (caller: Caller) => object;
}

export async function serve({
  router,
  contextOf,
  verify = () => "me",
  closeWith,
}: Options): Promise<Served> {
  const tokens: Served["tokens"] = [];
  const versions: Served["versions"] = [];
  const frames: number[] = [];
  const bodies: number[] = [];
  let opened = 0;
  const identify = (via: Caller["via"], token: string | undefined): Caller => {
    tokens.push({ via, token });
    return { via, userId: verify(token) };
  };
  const handle = createHTTPHandler<AnyRouter>({
    router,
    basePath: "/trpc/",
    maxBatchSize: limits.batchMax,
    createContext({ req }) {
      versions.push({ via: "http", version: req.headers["parley-contract"]?.toString() });
      return contextOf(identify("http", req.headers.authorization?.replace(/^Bearer /, "")));
    },
  });
  const server = createServer((request, response) => {
    bodies.push(Number(request.headers["content-length"] ?? 0));
    handle(request, response);
  });
  const wss = new WebSocketServer({ server, path: "/trpc", maxPayload: limits.frameBytesMax });
  wss.on("connection", (socket) => {
    opened += 1;
    socket.on("message", (data: Buffer) => frames.push(data.byteLength));
  });
  const handler = applyWSSHandler<AnyRouter>({
    wss,
    router,
    maxBatchSize: limits.batchMax,
    createContext({ info, res }) {
      versions.push({ via: "socket", version: info.connectionParams?.["version"] });
      const caller = identify("socket", info.connectionParams?.["token"]);
      const code = caller.userId === null ? closeWith?.() : undefined;
      if (code !== undefined) res.close(code);
      return contextOf(caller);
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    tokens,
    versions,
    frames,
    bodies,
    port: address.port,
    url: `http://127.0.0.1:${address.port}/trpc`,
    sockets: wss.clients,
    get opened() {
      return opened;
    },
    tellToReconnect: handler.broadcastReconnectNotification,
    async [Symbol.asyncDispose]() {
      for (const socket of wss.clients) socket.terminate();
      wss.close();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

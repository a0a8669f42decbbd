import { once } from "node:events";
import { createServer } from "node:http";
import { limits } from "@parley/contract/limits";
import type { AnyRouter } from "@trpc/server";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import { applyWSSHandler } from "@trpc/server/adapters/ws";
import { type WebSocket, WebSocketServer } from "ws";
import { createTestRouter, type Desk, type TestContext } from "./test-router.ts";

/** A server of the client's own procedures on a real port, over HTTP and socket. */
export interface TestServer extends AsyncDisposable {
  readonly desk: Desk;
  readonly port: number;
  readonly url: string;
  readonly sockets: ReadonlySet<WebSocket>;
  /** Sockets opened so far. */
  readonly opened: number;
  /** Tokens in the order in which they came. */
  readonly tokens: { readonly via: TestContext["via"]; readonly token: string | undefined }[];
  /** Sizes of the frames and bodies that arrived. */
  readonly frames: number[];
  readonly bodies: number[];
  tellToReconnect(): void;
}

interface Options {
  /** Whose token it is; null where it does not hold. */
  readonly verify?: (token: string | undefined) => string | null;
  /** The code with which a socket is closed whose token does not hold; without one its calls are refused. */
  readonly closeWith?: (() => number | undefined) | undefined;
}

export async function createTestServer({ verify = () => "me", closeWith }: Options = {}): Promise<TestServer> {
  const { desk, router } = createTestRouter();
  const tokens: TestServer["tokens"] = [];
  const frames: number[] = [];
  const bodies: number[] = [];
  let opened = 0;
  const identify = (via: TestContext["via"], token: string | undefined): TestContext => {
    tokens.push({ via, token });
    return { via, userId: verify(token) };
  };
  const handle = createHTTPHandler<AnyRouter>({
    router,
    basePath: "/trpc/",
    maxBatchSize: limits.batchMax,
    createContext: ({ req }) => identify("http", req.headers.authorization?.replace(/^Bearer /, "")),
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
      const ctx = identify("socket", info.connectionParams?.["token"]);
      const code = ctx.userId === null ? closeWith?.() : undefined;
      if (code !== undefined) res.close(code);
      return ctx;
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    desk,
    tokens,
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

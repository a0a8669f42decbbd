import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** The network of one client: forwards its connections to a server, or refuses them. */
export interface Link extends AsyncDisposable {
  readonly url: string;
  /** When the network was last there again, and when the first connection after that came, by `performance.now()`. */
  readonly backAt: number;
  readonly acceptedAt: number;
  /** Resets every connection, without a close frame, and refuses new ones. */
  cut(): void;
  /** Forwards new connections again. */
  mend(): void;
}

/** Opens the network of one client, on a port of its own. */
export async function openLink(server: string): Promise<Link> {
  const { port, hostname } = new URL(server);
  const sockets = new Set<Socket>();
  let isCut = false;
  let backAt = 0;
  let acceptedAt = 0;
  const keep = (socket: Socket, other: Socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on("error", () => undefined);
    socket.on("close", () => {
      sockets.delete(socket);
      other.destroy();
    });
  };
  const listener = createServer((client) => {
    if (isCut) return void client.resetAndDestroy();
    if (acceptedAt < backAt) acceptedAt = performance.now();
    const upstream = connect(Number(port), hostname);
    keep(client, upstream);
    keep(upstream, client);
    client.pipe(upstream).pipe(client);
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  if (address === null || typeof address === "string") throw new Error("the link has no port");
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    get backAt() {
      return backAt;
    },
    get acceptedAt() {
      return acceptedAt;
    },
    cut,
    mend() {
      isCut = false;
      backAt = performance.now();
    },
    async [Symbol.asyncDispose]() {
      const closed = once(listener, "close");
      listener.close();
      cut();
      await closed;
    },
  };
}

import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
}

/** A TCP proxy on which a test can simulate network faults. */
export interface Proxy extends AsyncDisposable {
  readonly port: number;
  /** Connections made so far. */
  readonly accepted: number;
  /** Open connections. */
  readonly open: number;
  /** Bytes lost since a freeze. */
  readonly swallowed: number;
  /** Breaks every connection. Returns their number. */
  cut(): number;
  /** Keeps every connection open but forwards nothing any more, as when a laptop sleeps. Returns their number. */
  freeze(): number;
}

export async function createProxy(target: number): Promise<Proxy> {
  const pairs = new Set<Pair>();
  let accepted = 0;
  let swallowed = 0;
  const listener = createServer((client) => {
    accepted += 1;
    const server = connect(target, "127.0.0.1");
    const pair = { client, server };
    pairs.add(pair);
    client.pipe(server).pipe(client);
    const end = () => {
      pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) socket.on("error", end).on("close", end);
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  const cut = () => {
    const count = pairs.size;
    for (const { client, server } of [...pairs]) {
      client.destroy();
      server.destroy();
    }
    pairs.clear();
    return count;
  };
  return {
    port: address.port,
    get accepted() {
      return accepted;
    },
    get open() {
      return pairs.size;
    },
    get swallowed() {
      return swallowed;
    },
    cut,
    freeze() {
      for (const { client, server } of pairs) {
        for (const socket of [client, server]) {
          socket.unpipe();
          socket.on("data", (chunk) => (swallowed += chunk.byteLength));
          socket.resume();
        }
      }
      return pairs.size;
    },
    async [Symbol.asyncDispose]() {
      cut();
      listener.close();
      await once(listener, "close");
    },
  };
}

import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
}

/** The network between clients and servers, into which faults are injected. */
export interface Network extends AsyncDisposable {
  readonly url: string;
  /** Targets of new connections, round-robin. */
  serve(urls: readonly string[]): void;
  /** Breaks every connection. Returns their number. */
  cut(): number;
  /** Keeps every connection open, but forwards nothing any more, as when a laptop sleeps. Returns their number. */
  halfOpen(): number;
  /** Latency in milliseconds, from now on. */
  delay(milliseconds: number): void;
}

/** A TCP proxy in front of a changing set of servers. */
export async function createNetwork(): Promise<Network> {
  const pairs = new Set<Pair>();
  let targets: readonly string[] = [];
  let turn = 0;
  let late = 0;
  /** Delayed data keep their order, as in TCP: after what is queued, however soon the delay ends. */
  const pass = (from: Socket, to: Socket) => {
    let last = Promise.resolve();
    from.on("data", (chunk) => {
      const due = late === 0 ? undefined : pause(late);
      last = last.then(async () => {
        await due;
        to.write(chunk);
      });
    });
  };
  const listener = createServer((client) => {
    const target = targets[turn % Math.max(1, targets.length)];
    turn += 1;
    if (target === undefined) return void client.destroy();
    const server = connect(Number(new URL(target).port), "127.0.0.1");
    const pair = { client, server };
    pairs.add(pair);
    pass(client, server);
    pass(server, client);
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
  if (address === null || typeof address === "string") throw new Error("the network has no port");
  const cut = () => {
    const count = pairs.size;
    for (const { client, server } of pairs) {
      client.destroy();
      server.destroy();
    }
    pairs.clear();
    return count;
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    serve: (urls) => (targets = urls),
    cut,
    halfOpen() {
      for (const { client, server } of pairs) {
        for (const socket of [client, server]) socket.removeAllListeners("data").resume();
      }
      return pairs.size;
    },
    delay: (milliseconds) => (late = milliseconds),
    async [Symbol.asyncDispose]() {
      const closed = once(listener, "close");
      listener.close();
      cut();
      await closed;
    },
  };
}

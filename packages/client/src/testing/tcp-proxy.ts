import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** The network between clients and servers, into which a test injects faults. */
export interface TcpProxy extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  /** Connections accepted so far. */
  readonly accepted: number;
  /** Open connections. */
  readonly open: number;
  /** Bytes that arrived on frozen connections, and were discarded. */
  readonly discarded: number;
  /** Sets the servers that get new connections, round-robin. Open connections stay. */
  serve(urls: readonly string[]): void;
  /** Breaks every connection. Returns their number. */
  cut(): number;
  /** Keeps every connection open, but forwards nothing any more, as when a laptop sleeps. Returns their number. */
  freeze(): number;
  /** Sets the latency of what is forwarded from now on, in milliseconds. */
  delay(milliseconds: number): void;
}

/** A TCP proxy on a free port of this machine, in front of a changing set of servers. */
export async function createTcpProxy(urls: readonly string[] = []): Promise<TcpProxy> {
  const pairs = new Set<readonly [client: Socket, server: Socket]>();
  let targets = urls;
  let accepted = 0;
  let discarded = 0;
  let latency = 0;

  function forward(from: Socket, to: Socket): void {
    // Delayed data keep their order, as in TCP: each waits for what is queued, however soon the delay ends.
    let last = Promise.resolve();
    from.on("data", (chunk) => {
      const due = latency === 0 ? undefined : pause(latency);
      last = last.then(async () => {
        await due;
        if (to.write(chunk)) return;
        from.pause();
        to.once("drain", () => from.resume());
      });
    });
    from.on("end", () => void last.then(() => to.end()));
  }

  const listener = createServer((client) => {
    const target = targets[accepted % Math.max(1, targets.length)];
    accepted += 1;
    if (target === undefined) return void client.destroy();
    const server = connect(Number(new URL(target).port), "127.0.0.1");
    const pair = [client, server] as const;
    pairs.add(pair);
    forward(client, server);
    forward(server, client);
    const end = () => {
      pairs.delete(pair);
      for (const socket of pair) socket.destroy();
    };
    for (const socket of pair) socket.on("error", end).on("close", end);
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");

  function cut(): number {
    const count = pairs.size;
    for (const socket of [...pairs].flat()) socket.destroy();
    pairs.clear();
    return count;
  }

  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}`,
    get accepted() {
      return accepted;
    },
    get open() {
      return pairs.size;
    },
    get discarded() {
      return discarded;
    },
    serve: (next) => (targets = next),
    cut,
    freeze() {
      for (const socket of [...pairs].flat()) {
        socket.removeAllListeners("data");
        socket.on("data", (chunk) => (discarded += chunk.length)).resume();
      }
      return pairs.size;
    },
    delay: (milliseconds) => (latency = milliseconds),
    async [Symbol.asyncDispose]() {
      const closed = once(listener, "close");
      listener.close();
      cut();
      await closed;
    },
  };
}

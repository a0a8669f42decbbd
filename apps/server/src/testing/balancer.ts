import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { portOf } from "./port-of.ts";

/** A load balancer in front of several servers: connections are assigned round-robin, and stay. */
export interface Balancer extends AsyncDisposable {
  readonly url: string;
  /** Sets which servers get new connections. */
  serve(urls: readonly string[]): void;
  /** Breaks every connection at once, like a network failure. Returns how many. */
  cut(): number;
  /** Stops forwarding in open connections: each side waits for the other. Returns how many. */
  freeze(): number;
}

export async function createBalancer(): Promise<Balancer> {
  let targets: readonly string[] = [];
  let turn = 0;
  const sockets = new Set<Socket>();
  const listener = createServer((client) => {
    turn += 1;
    const target = targets[turn % targets.length];
    if (target === undefined) return client.destroy();
    const server = connect(Number(new URL(target).port), "127.0.0.1");
    client.pipe(server).pipe(client);
    for (const socket of [client, server]) {
      sockets.add(socket);
      const end = () => {
        sockets.delete(socket);
        client.destroy();
        server.destroy();
      };
      socket.on("error", end).on("close", end);
    }
    return undefined;
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  return {
    url: `http://127.0.0.1:${portOf(listener)}`,
    serve(urls) {
      targets = urls;
    },
    cut() {
      const count = sockets.size;
      for (const socket of sockets) socket.destroy();
      return count;
    },
    freeze() {
      for (const socket of sockets) socket.unpipe().pause();
      return sockets.size;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      listener.close();
      await once(listener, "close");
    },
  };
}

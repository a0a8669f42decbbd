import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { portOf } from "./port-of.ts";

/** What stands in front of several servers: each connection goes to the next of them, and stays there. */
export interface Balancer extends AsyncDisposable {
  readonly url: string;
  /** Which servers get connections from now on. */
  serve(urls: readonly string[]): void;
  /** Ends every connection at once, as a network that breaks does. Gives how many. */
  cut(): number;
  /** Passes nothing on any more, in connections that stay open: each side waits for the other. Gives how many. */
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

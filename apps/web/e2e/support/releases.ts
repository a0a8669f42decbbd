import { once } from "node:events";
import { createServer, request } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { connect } from "node:net";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";

/** The app behind a proxy, as at many hosts, with a next version. */
export interface Releases extends AsyncDisposable {
  readonly url: string;
  /** From now on the browser finds a worker of another version. */
  release(): void;
}

const HOST = "127.0.0.1";

/** The same files under another version. */
function nextVersionOf(worker: string): string {
  const next = worker.replace(/(?<="version":")[^"]+/, "next");
  if (next === worker) throw new Error("The worker names no version");
  return next;
}

function pass(port: number, incoming: IncomingMessage, outgoing: ServerResponse) {
  const { method, url: path, headers } = incoming;
  const onward = request({ host: HOST, port, method, path, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on("error", () => outgoing.destroy());
  incoming.pipe(onward);
}

/** Joins a browser's socket with the server's: what follows the request is forwarded. */
function passSocket(port: number, incoming: IncomingMessage, socket: Duplex) {
  const { method, url, rawHeaders } = incoming;
  const lines = rawHeaders.flatMap((name, at) =>
    at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1] ?? ""}`] : [],
  );
  const onward = connect(port, HOST);
  const end = () => {
    socket.destroy();
    onward.destroy();
  };
  for (const side of [socket, onward]) side.on("error", end).on("close", end);
  onward.write([`${method} ${url} HTTP/1.1`, ...lines, "", ""].join("\r\n"));
  socket.pipe(onward).pipe(socket);
}

/** Proxies the server of a port on another port. */
export async function serveReleases(port: number): Promise<Releases> {
  let edit = (worker: string) => worker;
  const serveWorker = async (outgoing: ServerResponse) => {
    const answer = await fetch(`http://${HOST}:${port}/sw.js`);
    outgoing.setHeader("content-type", answer.headers.get("content-type") ?? "text/javascript");
    outgoing.end(edit(await answer.text()));
  };
  const listener = createServer((incoming, outgoing) => {
    if (incoming.url === "/sw.js") serveWorker(outgoing).catch(() => outgoing.destroy());
    else pass(port, incoming, outgoing);
  });
  const sockets = new Set<Socket>();
  listener.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  listener.on("upgrade", (incoming, socket) => passSocket(port, incoming, socket));
  listener.listen(0, HOST);
  await once(listener, "listening");
  const address = listener.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port");
  return {
    url: `http://${HOST}:${address.port}`,
    release() {
      edit = nextVersionOf;
    },
    async [Symbol.asyncDispose]() {
      const closed = once(listener, "close");
      listener.close();
      // Including those upgraded to WebSockets.
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

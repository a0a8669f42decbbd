import type { IncomingMessage, Server } from "node:http";
import { BlockList, isIPv6, type Socket } from "node:net";
import type { RateLimits } from "../rate-limits/rate-limits.ts";
import { readInPieces } from "../read-in-pieces.ts";

/** Addresses and networks, as in `TRUSTED_PROXIES`. */
function toBlockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", bits] = network.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

/**
 * Counts the open connections of each address, and closes one above the limit before a byte of it is read. A trusted
 * proxy has no limit: whose connection it is is known only from a request, which is counted then.
 */
export function limitConnections(
  server: Server,
  { rateLimits, trustedProxies }: { rateLimits: RateLimits; trustedProxies: readonly string[] },
): void {
  const proxies = toBlockList(trustedProxies);
  server.prependListener("connection", (connection: Socket) => {
    const { remoteAddress } = connection;
    // Closed already, or not a network connection.
    if (remoteAddress === undefined) return;
    if (proxies.check(remoteAddress, isIPv6(remoteAddress) ? "ipv6" : "ipv4")) return;
    const leave = rateLimits.openConnection(remoteAddress);
    if (leave === undefined) connection.destroy();
    else connection.once("close", leave);
  });
}

/** Bytes of a body read per turn of the event loop. */
const BODY_BYTES_PER_TURN = 65_536;

/** No browser or proxy sends requests before the earlier ones are answered: who sends more together is read slowly. */
const TOGETHER = 4;
const WAIT = 10;

/**
 * Reads requests in pieces: Node would parse all that a peer sent without waiting for responses, thousands in one turn of
 * the event loop. A body costs little for its length, and is read faster.
 */
export function readRequestsInPieces(server: Server): void {
  const connections = new WeakMap<
    Socket,
    { bodyLeft: number; requests: number; isBody: boolean }
  >();
  server.on("request", ({ socket, headers }: IncomingMessage) => {
    const state = connections.get(socket);
    if (state === undefined) return;
    state.requests += 1;
    state.bodyLeft = Number(headers["content-length"] ?? 0);
  });
  // After Node's own listener, which otherwise takes the bytes before they are in the stream.
  server.on("connection", (connection: Socket) => {
    const state = { bodyLeft: 0, requests: 0, isBody: false };
    connections.set(connection, state);
    readInPieces(connection, {
      sizeOf(least) {
        const most = Math.max(least, Math.min(state.bodyLeft, BODY_BYTES_PER_TURN));
        const size = Math.min(connection.readableLength, most);
        // A body can have begun in the piece before, with its head.
        state.isBody = size + least <= state.bodyLeft;
        state.bodyLeft -= size;
        state.requests = 0;
        return size;
      },
      // Node's parser passes on copies of a body.
      isCopied: () => state.isBody,
      waitAfter: () => (state.requests > TOGETHER ? WAIT : 0),
    });
  });
}

import { BlockList, isIPv6, type Server, type Socket } from "node:net";
import type { RateLimits } from "../rate-limits/rate-limits.ts";

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

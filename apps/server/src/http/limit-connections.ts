import { BlockList, isIPv6, type Server, type Socket } from "node:net";
import type { RateLimits } from "../rate-limits/rate-limits.ts";

/** Addresses and networks, as `TRUSTED_PROXIES` has them. */
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
 * Counts the open connections of each address, and ends one too many before a byte of it is read. A trusted proxy
 * has as many as it wants: for whom it has each is not known before a request, and that is counted then.
 */
export function limitConnections(
  server: Server,
  { rateLimits, trustedProxies }: { rateLimits: RateLimits; trustedProxies: readonly string[] },
): void {
  const proxies = toBlockList(trustedProxies);
  server.prependListener("connection", (connection: Socket) => {
    const { remoteAddress } = connection;
    // Gone already, or no connection over a network.
    if (remoteAddress === undefined) return;
    if (proxies.check(remoteAddress, isIPv6(remoteAddress) ? "ipv6" : "ipv4")) return;
    const leave = rateLimits.openConnection(remoteAddress);
    if (leave === undefined) connection.destroy();
    else connection.once("close", leave);
  });
}

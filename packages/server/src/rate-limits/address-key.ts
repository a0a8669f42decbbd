import { isIPv6 } from "node:net";

const IPV4_IN_IPV6 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** The first 64 bits of an address: the network of one household or machine. */
function network(address: string): string {
  const [head = "", tail] = address.split("::");
  const front = head === "" ? [] : head.split(":");
  const back = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : 8 - front.length - back.length;
  const groups = [...front, ...Array.from({ length: zeros }, () => "0"), ...back];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}

/** The rate limit key of an address: IPv4 whole, IPv6 by its network, since one client has 2^64 of those. */
export function addressKey(address: string): string {
  const inner = IPV4_IN_IPV6.exec(address)?.[1];
  if (inner !== undefined) return inner;
  return isIPv6(address) ? network(address.split("%")[0] ?? "") : address;
}

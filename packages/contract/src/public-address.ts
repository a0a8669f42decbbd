import ipaddr from "ipaddr.js";

/** Addresses inside the public ranges at which a cloud serves its metadata to the machine itself. */
const metadata = new Set(["168.63.129.16"]);

/** What IPv6 assigns to the public Internet (RFC 4291); everything else is reserved or local. */
const publicV6 = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * Whether an IP address belongs to a host on the public Internet: not to this machine, a private network, a link, a
 * cloud's metadata service, a multicast group, a documentation range, or a translation of one of these (IPv4-mapped,
 * NAT64, 6to4, Teredo). Anything that is not an IP address is not public.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast") return false;
  return parsed.kind() === "ipv4" ? !metadata.has(parsed.toString()) : parsed.match(publicV6);
}

/** Names that resolve only inside a network, by RFC 6761, RFC 6762, RFC 8375 and common use. */
const LOCAL_NAME =
  /(^|\.)(localhost|local|localdomain|internal|intranet|lan|corp|home|private|home\.arpa|onion|test|invalid)$/;

/** The host of an address without its trailing dot and the brackets of IPv6. */
export const bareHost = ({ hostname }: URL): string =>
  hostname.replace(/\.$/, "").replace(/^\[(.*)\]$/, "$1");

/**
 * Why a server may not fetch from an address, as far as the address alone tells; undefined if it may. A name has to be
 * resolved first, and `isPublicAddress` checked for every result before connecting.
 */
export function problemOfRemoteUrl(text: string): string | undefined {
  const url = URL.parse(text);
  if (url === null) return "is not an address such as https://example.org/ada.png";
  if (url.protocol !== "https:") return "must begin with https://";
  if (url.username !== "" || url.password !== "" || /^https:[/\\]*[^/\\?#]*@/i.test(text.trim())) {
    return "must not contain a user name or a password";
  }
  const host = bareHost(url);
  if (ipaddr.isValid(host))
    return isPublicAddress(host) ? undefined : "is not on the public Internet";
  // `localhost..` and similar: DNS has no empty label.
  const isName = host.includes(".") && host.split(".").every((label) => label !== "");
  return isName && !LOCAL_NAME.test(host) ? undefined : "is not on the public Internet";
}

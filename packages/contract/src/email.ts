import ipaddr from "ipaddr.js";
import * as z from "zod";
import { limits } from "./limits.ts";
import { isStorable } from "./text-rules.ts";

/** Characters of an unquoted local part: RFC 5321, and by RFC 6531 visible non-ASCII characters. */
const ATOM = String.raw`(?:[\w!#$%&'*+/=?^{|}~\x60-]|(?![\p{C}\p{Z}])[^\0-\x7F])+`;
const DOT_STRING = new RegExp(String.raw`^${ATOM}(?:\.${ATOM})*$`, "u");
const QUOTED = /^"((?:[ !#-[\]-~]|\\[ -~]|(?![\p{C}\p{Z}])[^\0-\x7F])*)"$/u;
const HOST_LABEL = /^(?!-)[a-z\d-]{1,63}(?<!-)$/;
/** Characters allowed in a host: letters of any script, digits, hyphens, and the dots that IDNA defines. */
const HOST = /^(?:[\p{L}\p{M}\p{N}.。．｡·・-]|\p{Join_Control})+$/u;
const HOST_MAX = 253;

const octets = (text: string) => new TextEncoder().encode(text).length;

function canonicalLocal(text: string): string | undefined {
  if (DOT_STRING.test(text)) return text;
  const quoted = QUOTED.exec(text)?.[1];
  if (quoted === undefined) return undefined;
  const plain = quoted.replaceAll(/\\(.)/gu, "$1");
  // Removes quotes that the local part does not need: it is the same mailbox.
  if (DOT_STRING.test(plain)) return plain;
  return `"${plain.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

function canonicalLiteral(text: string): string | undefined {
  const v6 = /^\[ipv6:(.+)\]$/i.exec(text)?.[1];
  if (v6 !== undefined) {
    return ipaddr.IPv6.isValid(v6) && !v6.includes("%")
      ? `[ipv6:${ipaddr.IPv6.parse(v6).toString()}]`
      : undefined;
  }
  const v4 = /^\[(\d{1,3}(?:\.\d{1,3}){3})\]$/.exec(text)?.[1];
  return v4 !== undefined && ipaddr.IPv4.isValidFourPartDecimal(v4) ? text : undefined;
}

/** A host in ASCII, as mail servers and DNS expect it. */
function canonicalHost(text: string): string | undefined {
  if (text.startsWith("[")) return canonicalLiteral(text);
  if (!HOST.test(text)) return undefined;
  const host = URL.parse(`https://${text}`)?.hostname;
  // The URL parser takes a last label of digits for an IPv4 address, which a mailbox writes in brackets.
  if (host === undefined || host.length > HOST_MAX || /(?:^|\.)\d+$/.test(host)) return undefined;
  return host.split(".").every((label) => HOST_LABEL.test(label)) ? host : undefined;
}

/**
 * The canonical form of a mailbox: lower case, composed, the host in ASCII, quotes only where needed. Undefined if RFC
 * 5321 does not allow it.
 */
export function canonicalEmail(text: string): string | undefined {
  const at = text.lastIndexOf("@");
  if (at <= 0 || !isStorable(text)) return undefined;
  const local = canonicalLocal(text.slice(0, at).toLowerCase().normalize("NFC"));
  const host = canonicalHost(text.slice(at + 1).toLowerCase());
  if (local === undefined || host === undefined || octets(local) > limits.emailLocalMax)
    return undefined;
  const email = `${local}@${host}`;
  return octets(email) > limits.emailMax ? undefined : email;
}

/**
 * A part of an address that a user searches for, in the form in which addresses are stored: labels of a host in ASCII
 * once they are complete.
 */
export function canonicalEmailPart(text: string): string {
  const part = text.trim().toLowerCase().normalize("NFC");
  const at = part.lastIndexOf("@") + 1;
  const [host, dot] = [part.slice(at).replace(/\.$/, ""), part.endsWith(".") ? "." : ""];
  return part.slice(0, at) + (canonicalHost(host) ?? host) + dot;
}

/** An e-mail address in canonical form. */
export const emailSchema = z
  .string()
  .refine((text) => canonicalEmail(text) !== undefined, {
    error: "is not an e-mail address",
    abort: true,
  })
  .overwrite((text) => canonicalEmail(text) ?? text);

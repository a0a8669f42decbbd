import { lookup as lookupHost } from "node:dns/promises";
import type { LookupAddress } from "node:dns";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { bareHost, isPublicAddress, problemOfRemoteUrl } from "@parley/contract/public-address";

export interface PublicOptions {
  /** Resolves all addresses of a name. Default: as the operating system does. */
  readonly lookup?: ((host: string) => Promise<readonly LookupAddress[]>) | undefined;
  /** Whether the server may connect to an address. Default: if it is on the public Internet. */
  readonly isAllowed?: ((address: string) => boolean) | undefined;
  /** Certificates to trust instead of Node's own, as PEM. */
  readonly ca?: string | undefined;
}

export interface PublicRequest {
  readonly method?: "GET" | "POST" | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer | undefined;
  /** Ends everything, also the lookup. */
  readonly signal: AbortSignal;
}

/** Rejects with `NotPublicError`, or with the fault of the connection. The caller ends the response. */
export type RequestPublic = (url: string, request: PublicRequest) => Promise<IncomingMessage>;

/** The URL, or what its name resolves to, is not on the public Internet. Nothing was sent. */
export class NotPublicError extends Error {}

/** Rejects once the signal aborts, for operations that cannot be aborted. */
const orAborted = <Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> =>
  new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });

/** Replaces DNS for one connection. */
const pinned = (addresses: readonly LookupAddress[]): LookupFunction => {
  const [first] = addresses;
  return (_host, { all }, answer) => {
    if (all === true) answer(null, [...addresses]);
    else answer(null, first?.address ?? "", first?.family);
  };
};

/**
 * Creates the only function with which this server requests URLs of users and of hosts. It connects only to the public
 * Internet, however an address is spelled and whatever a name resolves to; over https, without credentials, cookies or a
 * proxy. It follows no redirect.
 */
export function createRequestPublic(options: PublicOptions = {}): RequestPublic {
  const { isAllowed = isPublicAddress, ca } = options;
  const { lookup = (host: string) => lookupHost(host, { all: true }) } = options;

  /**
   * Resolves a host once. Every result has to be allowed, and the connection uses only these results, so a name that
   * resolves to another address a moment later has no effect.
   */
  async function addressesOf(host: string, signal: AbortSignal): Promise<LookupAddress[]> {
    const family = isIP(host);
    const found =
      family === 0 ? await orAborted(lookup(host), signal) : [{ address: host, family }];
    if (found.length === 0) throw new Error(`${host} has no address`);
    if (!found.every(({ address }) => isAllowed(address))) throw new NotPublicError(host);
    return [...found];
  }

  return async (text, { method = "GET", headers, body, signal }) => {
    if (problemOfRemoteUrl(text) !== undefined) throw new NotPublicError(text);
    const url = new URL(text);
    const addresses = await addressesOf(bareHost(url), signal);
    return new Promise((done, fail) => {
      request(url, {
        method,
        // A new socket, so that none is shared with a name that was resolved at another time.
        agent: false,
        lookup: pinned(addresses),
        signal,
        headers: { ...headers, "user-agent": "Parley" },
        ...(ca === undefined ? {} : { ca }),
      })
        .on("response", done)
        .on("error", fail)
        .end(body);
    });
  };
}

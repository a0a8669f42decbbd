import { lookup as loadStreamHeads } from "node:dns/promises";
import type { LookupAddress } from "node:dns";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { AvatarProblem } from "@parley/contract/avatars";
import { limits } from "@parley/contract/limits";
import { bareHost, isPublicAddress, problemOfRemoteUrl } from "@parley/contract/public-address";

/** The result of a fetch: untrusted bytes, or why there are none. */
export type FetchedPicture =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly problem: AvatarProblem };

export type FetchPicture = (url: string) => Promise<FetchedPicture>;

export interface FetchPictureOptions {
  /** Resolves all addresses of a name. Default: as the operating system does. */
  readonly lookup?: ((host: string) => Promise<readonly LookupAddress[]>) | undefined;
  /** Whether the server may connect to an address. Default: if it is on the public Internet. */
  readonly isAllowed?: ((address: string) => boolean) | undefined;
  /** Certificates to trust instead of Node's own, as PEM. */
  readonly ca?: string | undefined;
  /** For everything together, redirects included, in milliseconds. */
  readonly timeout?: number | undefined;
  readonly maxBytes?: number | undefined;
}

const TIMEOUT = 10_000;
const REDIRECTS_MAX = 3;

class Refused extends Error {
  readonly problem: AvatarProblem;

  constructor(problem: AvatarProblem) {
    super(problem);
    this.problem = problem;
  }
}

interface Fetching {
  readonly lookup: NonNullable<FetchPictureOptions["lookup"]>;
  readonly isAllowed: (address: string) => boolean;
  readonly ca: string | undefined;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** Rejects at the timeout, for operations that cannot be aborted. */
const orAborted = <Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> =>
  new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(new Refused("unreachable")), { once: true });
    work.then(resolve, reject);
  });

/**
 * Resolves a host once. Every result has to be allowed, and the connection uses only these results, so a name that
 * resolves to another address a moment later has no effect.
 */
async function addressesOf(
  host: string,
  { lookup, isAllowed, signal }: Fetching,
): Promise<LookupAddress[]> {
  const family = isIP(host);
  const found = family === 0 ? await orAborted(lookup(host), signal) : [{ address: host, family }];
  if (found.length === 0) throw new Refused("unreachable");
  if (!found.every(({ address }) => isAllowed(address))) throw new Refused("not_public");
  return [...found];
}

/** Replaces DNS for one connection. */
const pinned = (addresses: readonly LookupAddress[]): LookupFunction => {
  const [first] = addresses;
  return (_host, { all }, answer) => {
    if (all === true) answer(null, [...addresses]);
    else answer(null, first?.address ?? "", first?.family);
  };
};

async function ask(url: URL, fetching: Fetching): Promise<IncomingMessage> {
  const addresses = await addressesOf(bareHost(url), fetching);
  return new Promise((done, fail) => {
    request(url, {
      // A new socket, so that none is shared with a name that was resolved at another time.
      agent: false,
      lookup: pinned(addresses),
      signal: fetching.signal,
      headers: { accept: "image/*", "accept-encoding": "identity", "user-agent": "Parley" },
      ...(fetching.ca === undefined ? {} : { ca: fetching.ca }),
    })
      .on("response", done)
      .on("error", fail)
      .end();
  });
}

async function readBody(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(response.headers["content-length"] ?? 0) > maxBytes) throw new Refused("too_large");
  const pieces: Buffer[] = [];
  let length = 0;
  // The body of a response without a content encoding.
  for await (const piece of response as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > maxBytes) throw new Refused("too_large");
    pieces.push(piece);
  }
  return Buffer.concat(pieces, length);
}

const isRedirect = (status: number) => [301, 302, 303, 307, 308].includes(status);

/** One request; a redirect's target is checked as the first address was. */
async function follow(text: string, redirects: number, fetching: Fetching): Promise<Buffer> {
  const url = new URL(text);
  if (url.protocol !== "https:") throw new Refused("bad_answer");
  const response = await ask(url, fetching);
  try {
    const { statusCode: status = 0, headers } = response;
    if (status === 200) return await readBody(response, fetching.maxBytes);
    const next = URL.parse(headers.location ?? "", url);
    if (!isRedirect(status) || next === null || redirects === 0) throw new Refused("bad_answer");
    refuseAddress(next.href);
    return await follow(next.href, redirects - 1, fetching);
  } finally {
    response.destroy();
  }
}

function refuseAddress(url: string): void {
  if (problemOfRemoteUrl(url) !== undefined) throw new Refused("not_public");
}

/**
 * Creates the only function with which this server fetches untrusted URLs. It connects only to the public Internet,
 * however an address is spelled, whatever a name resolves to, and wherever a redirect points; over https, without
 * credentials, cookies or a proxy, within the limits of time and size. It never throws.
 */
export function createFetchPicture(options: FetchPictureOptions = {}): FetchPicture {
  const {
    lookup = (host: string) => loadStreamHeads(host, { all: true }),
    isAllowed = isPublicAddress,
    timeout = TIMEOUT,
    maxBytes = limits.pictureBytesMax,
    ca,
  } = options;
  return async (url) => {
    const signal = AbortSignal.timeout(timeout);
    try {
      refuseAddress(url);
      return {
        ok: true,
        bytes: await follow(url, REDIRECTS_MAX, { lookup, isAllowed, maxBytes, ca, signal }),
      };
    } catch (fault) {
      return { ok: false, problem: fault instanceof Refused ? fault.problem : "unreachable" };
    }
  };
}

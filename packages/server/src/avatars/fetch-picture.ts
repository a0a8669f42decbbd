import type { IncomingMessage } from "node:http";
import type { AvatarProblem } from "@parley/contract/avatars";
import { limits } from "@parley/contract/limits";
import {
  createRequestPublic,
  NotPublicError,
  type PublicOptions,
  type RequestPublic,
} from "../http/internet-request.ts";

/** The result of a fetch: untrusted bytes, or why there are none. */
export type FetchedPicture =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly problem: AvatarProblem };

export type FetchPicture = (url: string) => Promise<FetchedPicture>;

export interface FetchPictureOptions extends PublicOptions {
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
  readonly requestPublic: RequestPublic;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
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
async function follow(url: string, redirects: number, fetching: Fetching): Promise<Buffer> {
  const { requestPublic, maxBytes, signal } = fetching;
  const headers = { accept: "image/*", "accept-encoding": "identity" };
  const response = await requestPublic(url, { headers, signal });
  try {
    const { statusCode: status = 0, headers: answered } = response;
    if (status === 200) return await readBody(response, maxBytes);
    const next = URL.parse(answered.location ?? "", url);
    if (!isRedirect(status) || next === null || redirects === 0) throw new Refused("bad_answer");
    return await follow(next.href, redirects - 1, fetching);
  } finally {
    response.destroy();
  }
}

function problemOf(fault: unknown): AvatarProblem {
  if (fault instanceof Refused) return fault.problem;
  return fault instanceof NotPublicError ? "not_public" : "unreachable";
}

/**
 * Creates the function that fetches pictures: from the public Internet only, wherever a redirect points, within the
 * limits of time and size. It never throws.
 */
export function createFetchPicture(options: FetchPictureOptions = {}): FetchPicture {
  const { timeout = TIMEOUT, maxBytes = limits.pictureBytesMax } = options;
  const requestPublic = createRequestPublic(options);
  return async (url) => {
    const signal = AbortSignal.timeout(timeout);
    try {
      return {
        ok: true,
        bytes: await follow(url, REDIRECTS_MAX, { requestPublic, maxBytes, signal }),
      };
    } catch (fault) {
      return { ok: false, problem: problemOf(fault) };
    }
  };
}

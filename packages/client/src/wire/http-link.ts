import type { AppRouter } from "../app-router.ts";
import { limits } from "@parley/contract/limits";
import { CONTRACT_HEADER, CONTRACT_VERSION } from "@parley/contract/version";
import {
  httpBatchLink,
  httpLink,
  type HTTPLinkOptions,
  splitLink,
  type TRPCLink,
} from "@trpc/client";

import { page } from "./page.ts";
import { bearer, type TokenSource, userHeader } from "./token-source.ts";
import { isDeviceOffline } from "./wake-events.ts";

interface Options {
  readonly url: string;
  readonly fetch: typeof globalThis.fetch | undefined;
  readonly tokens: Pick<TokenSource, "current" | "credentials" | "user">;
}

/** Characters of a URL: Node's servers refuse more than 16 KiB of headers. */
const URL_MAX = 8_000;
/**
 * The longest input that may share a body with others, in UTF-16 units of its JSON, of which each takes up to 3 bytes:
 * a full batch of them stays below the server's limit of a body.
 */
const SHARED_INPUT_MAX = Math.floor(limits.frameBytesMax / limits.batchMax / 3) - 1;

const isShort = (input: unknown) => (JSON.stringify(input)?.length ?? 0) <= SHARED_INPUT_MAX;

/** Queries and mutations over HTTP: those of one tick are batched, within the server's limits. */
export function createHttpLink({ url, fetch, tokens }: Options): TRPCLink<AppRouter> {
  const headers = async () => ({
    ...bearer(await tokens.current()),
    ...userHeader(tokens.user()),
    [CONTRACT_HEADER]: String(CONTRACT_VERSION),
  });
  const shared = {
    url,
    headers,
    fetch: explainUnreachable(url, toTrpcFetch(fetch, tokens.credentials)),
  };
  return splitLink({
    condition: ({ type, input }) => type === "query" || isShort(input),
    true: httpBatchLink({ ...shared, maxItems: limits.batchMax, maxURLLength: URL_MAX }),
    false: httpLink(shared),
  });
}

type Fetch = NonNullable<HTTPLinkOptions<AppRouter["_def"]["_config"]["$types"]>["fetch"]>;

/** Failed calls after which the console explains likely causes, if no call ever succeeded. */
const EXPLAIN_AFTER = 2;

/**
 * A browser does not report to a page why a server of another origin cannot be reached. A developer who embeds Parley
 * for the first time finds the likely causes in the console, once.
 */
function explainUnreachable(url: string, fetch: Fetch): Fetch {
  let failures = 0;
  return async (input, init) => {
    try {
      const response = await fetch(input, init);
      failures = -Infinity;
      return response;
    } catch (error) {
      const isGivenUp = init?.signal?.aborted === true;
      if (!isGivenUp && !isDeviceOffline()) failures += 1;
      if (failures === EXPLAIN_AFTER) {
        const origin = page.location?.origin;
        const foreign = `, or this page's origin ${origin} is not in ALLOWED_ORIGINS of the server`;
        // For the developer of the host; nothing else can tell them.
        // oxlint-disable-next-line no-console
        console.warn(
          `Parley: ${url} cannot be reached. No server answers there${origin === undefined ? "" : foreign}.`,
        );
      }
      throw error;
    }
  };
}

/** tRPC calls `fetch` with a URL as text, although its type allows more. */
const toTrpcFetch =
  (fetch: typeof globalThis.fetch | undefined, credentials: TokenSource["credentials"]): Fetch =>
  (input, init) =>
    (fetch ?? globalThis.fetch)(input, {
      ...init,
      credentials,
      body: init?.body ?? null,
      signal: init?.signal ?? null,
    });

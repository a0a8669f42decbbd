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
  /** Called after each call, with whether Parley answered it. */
  readonly onCalled: (isAnswered: boolean) => void;
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
export function createHttpLink({ url, fetch, tokens, onCalled }: Options): TRPCLink<AppRouter> {
  const headers = async () => ({
    ...bearer(await tokens.current()),
    ...userHeader(tokens.user()),
    [CONTRACT_HEADER]: String(CONTRACT_VERSION),
  });
  const shared = {
    url,
    headers,
    fetch: explainFailures({ url, onCalled }, toTrpcFetch(fetch, tokens.credentials)),
  };
  return splitLink({
    condition: ({ type, input }) => type === "query" || isShort(input),
    true: httpBatchLink({ ...shared, maxItems: limits.batchMax, maxURLLength: URL_MAX }),
    false: httpLink(shared),
  });
}

type Fetch = (
  ...given: Parameters<
    NonNullable<HTTPLinkOptions<AppRouter["_def"]["_config"]["$types"]>["fetch"]>
  >
) => Promise<Response>;

/** Failed calls after which the console explains likely causes, if no call ever succeeded. */
const EXPLAIN_AFTER = 2;

/** How a body of Parley begins: with a result, or an error that has `data`, in a batch or alone. */
const FROM_PARLEY = /^\[?\{"(result|error":\{.*"data)":/s;

/**
 * A browser does not report to a page why a server of another origin cannot be reached, and an address that is not Parley's
 * is any page of the host. A developer who embeds Parley for the first time finds the likely causes in the console, once.
 */
function explainFailures(
  { url, onCalled }: Pick<Options, "url" | "onCalled">,
  fetch: Fetch,
): Fetch {
  let failures = 0;
  let isExplained = false;
  /** Parses the body, and judges it unless it broke off. */
  const read = async (response: Response): Promise<unknown> => {
    const { status } = response;
    const body = await response.text();
    const isParley = FROM_PARLEY.test(body);
    onCalled(isParley && status < 500);
    // A proxy answers 5xx while Parley restarts.
    if (!isParley && !isExplained && status < 500) {
      isExplained = true;
      // For the developer of the host; nothing else can tell them.
      // oxlint-disable-next-line no-console
      console.error(
        `Parley: ${url} answered ${status} ${response.headers.get("content-type")?.split(";")[0]}, which is not Parley. ` +
          "Is url the server's prefix plus /trpc, mounted before your own routes, and proxied?",
      );
    }
    return JSON.parse(body);
  };
  return async (input, init) => {
    try {
      const response = await fetch(input, init);
      failures = -Infinity;
      return Object.assign(response, { json: () => read(response) });
    } catch (error) {
      if (init?.signal?.aborted !== true) {
        onCalled(false);
        if (!isDeviceOffline()) failures += 1;
      }
      if (failures === EXPLAIN_AFTER) {
        const origin = page.location?.origin;
        const foreign =
          origin && `, or this page's origin ${origin} is not in ALLOWED_ORIGINS of the server`;
        // For the developer of the host; nothing else can tell them.
        // oxlint-disable-next-line no-console
        console.warn(`Parley: ${url} cannot be reached. No server answers there${foreign ?? ""}.`);
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

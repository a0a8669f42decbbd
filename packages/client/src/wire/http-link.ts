import type { AppRouter } from "@parley/api/app-router";
import { limits } from "@parley/contract/limits";
import { CONTRACT_HEADER, CONTRACT_VERSION } from "@parley/contract/version";
import {
  httpBatchLink,
  httpLink,
  type HTTPLinkOptions,
  splitLink,
  type TRPCLink,
} from "@trpc/client";

interface Options {
  readonly url: string;
  readonly fetch: typeof globalThis.fetch | undefined;
  readonly token: () => Promise<string>;
}

/** Characters of a URL: Node's servers refuse more than 16 KiB of headers. */
const URL_MAX = 8_000;
/**
 * The longest input that may share a body with others, in UTF-16 units of its JSON, of which each takes up
 * to 3 bytes: a full batch of them stays below the server's limit of a body.
 */
const SHARED_INPUT_MAX = Math.floor(limits.frameBytesMax / limits.batchMax / 3) - 1;

const isShort = (input: unknown) => (JSON.stringify(input)?.length ?? 0) <= SHARED_INPUT_MAX;

/** Queries and mutations over HTTP: those of one tick together, as far as the server takes them so. */
export function createHttpLink({ url, fetch, token }: Options): TRPCLink<AppRouter> {
  const headers = async () => ({
    authorization: `Bearer ${await token()}`,
    [CONTRACT_HEADER]: String(CONTRACT_VERSION),
  });
  const shared = { url, headers, ...(fetch === undefined ? {} : { fetch: toTrpcFetch(fetch) }) };
  return splitLink({
    condition: ({ type, input }) => type === "query" || isShort(input),
    true: httpBatchLink({ ...shared, maxItems: limits.batchMax, maxURLLength: URL_MAX }),
    false: httpLink(shared),
  });
}

type Fetch = NonNullable<HTTPLinkOptions<AppRouter["_def"]["_config"]["$types"]>["fetch"]>;

/** tRPC calls `fetch` with an address as text, and allows for more than it does. */
const toTrpcFetch =
  (fetch: typeof globalThis.fetch): Fetch =>
  (input, init) =>
    fetch(input, { ...init, body: init?.body ?? null, signal: init?.signal ?? null });

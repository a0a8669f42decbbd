import type { AvatarSize } from "@parley/contract";
import { field } from "../errors.ts";
import { page } from "./page.ts";
import { bearer, type TokenSource, userHeader } from "./token-source.ts";

/** Users' pictures, which are transferred outside of the procedures. */
export interface Avatars {
  /**
   * The URL of a user's picture for an `<img>`, from their `avatarUrl`. Undefined if they have none, and for anything
   * that is not a picture of this server: no page of Parley loads pictures from elsewhere.
   */
  urlOf(avatarUrl: string | null | undefined, size?: AvatarSize): string | undefined;
  /**
   * Uploads a file as the signed-in user's picture, and resolves to their new `avatarUrl`. Accepts PNG, JPEG, WebP, GIF
   * and AVIF of up to 5 MiB; the server crops a centred square. Rejects with an error whose reason `reasonOf` returns.
   */
  upload(picture: Blob, options?: { readonly signal?: AbortSignal }): Promise<string>;
}

/** Where requests next to the procedures go, and whose they are. */
export interface WireOptions {
  readonly url: string;
  readonly fetch: typeof globalThis.fetch | undefined;
  readonly tokens: TokenSource;
}

const PATH = /^\/avatars\/[\w-]+$/;

/** The path next to the endpoint `/trpc`, in the same folder of its host. */
export function urlNextTo(endpoint: string, path: string): string {
  if (path[0] !== "/") return path;
  const base = page.location?.href;
  // Rendered on a server, a page has no address yet; the browser resolves the path.
  if (!URL.canParse(endpoint, base)) return path;
  const { origin, pathname } = new URL(endpoint, base);
  return origin + pathname.replace(/\/+$/, "").replace(/\/[^/]*$/, "") + path;
}

/** The server refused an upload: shaped as tRPC's errors are, for `reasonOf`. */
export class UploadError extends Error {
  readonly data: unknown;

  constructor(data: unknown) {
    super("the upload was not accepted");
    this.name = "UploadError";
    this.data = data;
  }
}

export function createAvatars({ url, fetch, tokens }: WireOptions): Avatars {
  const ask = fetch ?? globalThis.fetch.bind(globalThis);
  const send = (picture: Blob, token: string | null, signal: AbortSignal | undefined) =>
    ask(urlNextTo(url, "/avatars"), {
      method: "POST",
      credentials: tokens.credentials,
      headers: { ...bearer(token), ...userHeader(tokens.user()) },
      body: picture,
      signal: signal ?? null,
    });
  return {
    urlOf(avatarUrl, size = 128) {
      if (avatarUrl === null || avatarUrl === undefined || !PATH.test(avatarUrl)) return undefined;
      return `${urlNextTo(url, avatarUrl)}?size=${size}`;
    },
    async upload(picture, { signal } = {}) {
      let response = await send(picture, await tokens.current(), signal);
      if (response.status === 401) response = await send(picture, await tokens.fresh(), signal);
      const answer: unknown = await response.json().catch(() => undefined);
      const avatarUrl = field(answer, "avatarUrl");
      if (response.ok && typeof avatarUrl === "string") return avatarUrl;
      throw new UploadError(
        field(field(answer, "error"), "data") ?? { httpStatus: response.status },
      );
    },
  };
}

import type { FileTransport } from "../files/transport.ts";
import { field } from "../errors.ts";
import { UploadError, urlNextTo, type WireOptions } from "./avatars.ts";
import { bearer, userHeader } from "./token-source.ts";

/** Parts of files over HTTP, as tus 1.0 defines them. */
export function createFileTransport({ url, fetch, tokens }: WireOptions): FileTransport {
  const ask = fetch ?? globalThis.fetch.bind(globalThis);
  return {
    async append(fileId, offset, part) {
      const send = (token: string | null) =>
        ask(urlNextTo(url, `/files/${fileId}`), {
          method: "PATCH",
          credentials: tokens.credentials,
          headers: {
            ...bearer(token),
            ...userHeader(tokens.user()),
            "content-type": "application/offset+octet-stream",
            "upload-offset": String(offset),
          },
          body: part,
        });
      let response = await send(await tokens.current());
      if (response.status === 401) response = await send(await tokens.fresh());
      const next = response.headers.get("upload-offset");
      if ((response.ok || response.status === 409) && next !== null) return Number(next);
      const answer: unknown = await response.json().catch(() => undefined);
      throw new UploadError(
        field(field(answer, "error"), "data") ?? { httpStatus: response.status },
      );
    },
  };
}

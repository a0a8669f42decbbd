import type { Readable } from "node:stream";
import {
  DomainError,
  findLinkedFile,
  type FileStore,
  openUpload,
  orNotFound,
  type Platform,
} from "@parley/api/platform";
import {
  fileIdSchema,
  type FileVariant,
  fileVariants,
  type MessageFile,
} from "@parley/contract/files";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { freeMemory } from "../free-memory.ts";
import { admitUploader, type UploadOptions } from "../http/admit-uploader.ts";
import { isKnown } from "../http/if-none-match.ts";
import { ROUTED } from "../http/methods.ts";
import { refusal, RequestRefusal } from "../http/problem.ts";

const TUS = { "tus-resumable": "1.0.0", "cache-control": "no-store" } as const;
const PART_TYPE = "application/offset+octet-stream";

interface Upload {
  readonly id: string;
  readonly store: FileStore;
  readonly size: number;
}

const fileIdOf = (text: string) => {
  const id = fileIdSchema.safeParse(text);
  if (!id.success) throw refusal("not_found");
  return id.data;
};

const storeOf = ({ files }: Platform) => {
  if (files === undefined) throw new DomainError("not_found");
  return files;
};

/** The upload of the caller, refused before a byte of it is read. */
async function admit(
  request: FastifyRequest<{ Params: { id: string } }>,
  options: UploadOptions,
): Promise<Upload> {
  const { platform } = options.parts;
  const store = storeOf(platform);
  const actor = await admitUploader(request, options, "files.append");
  const id = fileIdOf(request.params.id);
  const { size } = await openUpload({ ctx: { ...platform, actor }, input: { fileId: id } });
  return { id, store, size };
}

/** A part of an upload, as tus 1.0 defines it. Whatever arrives before a connection breaks is kept. */
async function append(request: FastifyRequest, reply: FastifyReply, { id, store, size }: Upload) {
  const offset = Number(request.headers["upload-offset"] ?? Number.NaN);
  if (!Number.isSafeInteger(offset) || offset < 0)
    throw new RequestRefusal("BAD_REQUEST", {
      issues: [{ path: "Upload-Offset", message: "is not a number of bytes" }],
    });
  if (offset + Number(request.headers["content-length"] ?? 0) > size)
    throw new DomainError("too_large");
  const received = await store.received(id);
  if (received !== offset)
    throw new RequestRefusal("CONFLICT", {
      headers: { "upload-offset": String(received) },
      issues: [
        { path: "Upload-Offset", message: `is not ${received}, where this upload continues` },
      ],
    });
  // The content type parser passes the request on as it arrives.
  const part = { fileId: id, offset, size, release: freeMemory };
  const next = await store.append(part, request.body as Readable);
  return reply
    .headers({ ...TUS, "upload-offset": String(next) })
    .code(204)
    .send();
}

/** Content of strangers: it runs nothing, and is no page. The link is the permission, which every fetch asks again. */
const headers = {
  "content-security-policy": "default-src 'none'; sandbox",
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "cross-origin",
  "referrer-policy": "no-referrer",
  "cache-control": "private, no-cache",
  "accept-ranges": "bytes",
  // For pages of another origin; that needs no cookie.
  "access-control-allow-origin": "*",
} as const;

const SHOWN = new Set(["image", "voice"]);

/** RFC 6266, with the name in ASCII for programs that know no other (RFC 8187). */
function disposition({ kind, name }: MessageFile, isDownload: boolean): string {
  const plain = name.replaceAll(/[^\x20-\x7E]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const how = SHOWN.has(kind) && !isDownload ? "inline" : "attachment";
  return `${how}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** One range of bytes (RFC 9110, 14.2). Undefined if there is none that has to be respected, null if none of it exists. */
function rangeOf(header: string | undefined, size: number) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (match === null || (match[1] === "" && match[2] === "")) return undefined;
  const [, first = "", last = ""] = match;
  if (first === "")
    return last === "0" ? null : { start: Math.max(0, size - Number(last)), end: size - 1 };
  const range = {
    start: Number(first),
    end: last === "" ? size - 1 : Math.min(Number(last), size - 1),
  };
  if (range.start > range.end && last !== "" && Number(last) < range.start) return undefined;
  return range.start >= size ? null : range;
}

const isVariant = (text: string): text is FileVariant =>
  (fileVariants as readonly string[]).includes(text);

interface Fetch {
  readonly Params: { readonly id: string; readonly variant: string };
  readonly Querystring: {
    readonly for?: unknown;
    readonly until?: unknown;
    readonly signature?: unknown;
    /** Present if it is saved instead of shown. */
    readonly download?: unknown;
  };
}

async function sendFile(
  request: FastifyRequest<Fetch>,
  reply: FastifyReply,
  { parts: { platform } }: UploadOptions,
) {
  const { id, variant } = request.params;
  const { for: userId, until, signature, download } = request.query;
  const store = storeOf(platform);
  reply.header("cache-control", "no-store");
  if (!isVariant(variant) || typeof userId !== "string" || typeof signature !== "string")
    throw refusal("not_found");
  const fileId = fileIdOf(id);
  const link = { fileId, variant, userId, until: Number(until), signature };
  const file = await findLinkedFile(platform, link);
  const size = orNotFound(await store.sizeOf(fileId, variant));
  const etag = `"${fileId}-${variant}"`;
  const type = variant === "full" ? file.type : "image/webp";
  const charset = file.kind === "text" ? "; charset=utf-8" : "";
  // A page whose calls have cookies has been allowed by name.
  const allowed = reply.getHeader("access-control-allow-origin");
  reply.headers({
    ...headers,
    ...(allowed !== undefined && { "access-control-allow-origin": allowed }),
    etag,
    "content-disposition": disposition(file, download !== undefined),
  });
  if (isKnown(request.headers["if-none-match"], etag)) return reply.code(304).send();
  const range = rangeOf(request.headers.range, size);
  if (range === null) return reply.header("content-range", `bytes */${size}`).code(416).send();
  const { start, end } = range ?? { start: 0, end: size - 1 };
  reply.headers({ "content-type": `${type}${charset}`, "content-length": String(end - start + 1) });
  if (range !== undefined) reply.code(206).header("content-range", `bytes ${start}-${end}/${size}`);
  if (request.method === "HEAD") return reply.send();
  return reply.send(await store.read(fileId, variant, { start, end }));
}

/**
 * Files of messages: uploads at `/files/<id>` in parts (tus 1.0, with the caller's token), and content at
 * `/files/<id>/<variant>` by links of `files.links`.
 */
export async function serveFiles(app: FastifyInstance, options: UploadOptions): Promise<void> {
  const uploads = new WeakMap<FastifyRequest, Upload>();
  await app.register(
    async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
      scope.addHook("onRequest", async ({ raw }) => {
        // A header that cannot be parsed would be refused before the content is checked.
        raw.headers["content-type"] = PART_TYPE;
      });
      scope.route<{ Params: { id: string } }>({
        method: [...ROUTED],
        url: "/:id",
        async onRequest(request) {
          uploads.set(request, await admit(request, options));
        },
        async handler(request, reply) {
          const upload = orNotFound(uploads.get(request));
          if (request.method === "PATCH") return append(request, reply, upload);
          const received = await upload.store.received(upload.id);
          return reply
            .headers({
              ...TUS,
              "upload-offset": String(received),
              "upload-length": String(upload.size),
            })
            .send();
        },
      });
      scope.route<Fetch>({
        method: [...ROUTED],
        url: "/:id/:variant",
        handler: (request, reply) => sendFile(request, reply, options),
      });
    },
    { prefix: "/files" },
  );
}

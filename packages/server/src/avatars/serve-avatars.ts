import { DomainError, findAvatar, orNotFound, setOwnAvatar } from "@parley/api/platform";
import {
  type AvatarSize,
  avatarSizes,
  pictureProblems,
  type UploadedAvatar,
} from "@parley/contract/avatars";
import { limits } from "@parley/contract/limits";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { admitUploader, type UploadOptions } from "../http/admit-uploader.ts";
import { takeAnyBody } from "../http/any-body.ts";
import { isKnown } from "../http/if-none-match.ts";
import { ROUTED } from "../http/methods.ts";
import { RequestRefusal } from "../http/problem.ts";
import type { EncodePicture } from "./encode-picture.ts";

export interface AvatarOptions extends UploadOptions {
  readonly encodePicture: EncodePicture;
}

const KEY = /^[\w-]{43}$/;
const DEFAULT_SIZE: AvatarSize = 128;

/** A picture with strict headers: its bytes are untrusted, and pages of other origins show it. */
const headers = {
  "content-type": "image/webp",
  "content-security-policy": "default-src 'none'; sandbox",
  "content-disposition": "inline",
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "cross-origin",
  // The key identifies the content, so it never changes; shared caches would keep pictures that a user has removed.
  "cache-control": "private, max-age=31536000, immutable",
} as const;

function sizeOf(text: unknown): AvatarSize | undefined {
  if (text === undefined) return DEFAULT_SIZE;
  return avatarSizes.find((size) => String(size) === text);
}

/** Refuses a body in the form in which procedures refuse an input. */
const refuse = (message: string) =>
  new RequestRefusal("BAD_REQUEST", { issues: [{ path: "picture", message }] });

/** The caller of an upload, refused before a byte of the picture is read. */
async function admitUpload(request: FastifyRequest, options: AvatarOptions): Promise<string> {
  const { id } = await admitUploader(request, options, "avatars.upload");
  if (Number(request.headers["content-length"] ?? 0) > limits.pictureBytesMax)
    throw new DomainError("too_large");
  return id;
}

async function sendAvatar(
  request: FastifyRequest<{ Params: { key: string }; Querystring: { size?: unknown } }>,
  reply: FastifyReply,
  { parts: { platform } }: AvatarOptions,
) {
  const { key } = request.params;
  const size = sizeOf(request.query.size);
  const content =
    KEY.test(key) && size !== undefined ? await findAvatar(platform, { key, size }) : undefined;
  if (content === undefined) reply.header("cache-control", "no-store");
  const found = orNotFound(content);
  const etag = `"${key}-${size}"`;
  reply.headers({ ...headers, etag });
  if (isKnown(request.headers["if-none-match"], etag)) return reply.code(304).send();
  return reply.send(found);
}

/**
 * Users' pictures: `GET /avatars/<key>?size=64|128|256`, and `POST /avatars` with a picture as the body and a bearer
 * token. An `<img>` sends no token, so reading needs none: the key is an HMAC that only users who see the person
 * receive.
 */
export async function serveAvatars(app: FastifyInstance, options: AvatarOptions): Promise<void> {
  const { parts, encodePicture } = options;
  const callers = new WeakMap<FastifyRequest, string>();
  await app.register(
    async (scope) => {
      takeAnyBody(scope);
      scope.route<{ Params: { key: string }; Querystring: { size?: unknown } }>({
        method: [...ROUTED],
        url: "/:key",
        handler: (request, reply) => sendAvatar(request, reply, options),
      });
      scope.route({
        method: [...ROUTED],
        url: "/",
        prefixTrailingSlash: "no-slash",
        bodyLimit: limits.pictureBytesMax,
        async onRequest(request) {
          callers.set(request, await admitUpload(request, options));
        },
        async handler(request): Promise<UploadedAvatar> {
          const { body } = request;
          const userId = orNotFound(callers.get(request));
          if (!Buffer.isBuffer(body) || body.length === 0)
            throw refuse(pictureProblems.notAPicture);
          const encoded = await encodePicture(body);
          if (!encoded.ok) throw refuse(pictureProblems[encoded.problem]);
          return {
            avatarUrl: await setOwnAvatar(parts.platform, { userId, images: encoded.images }),
          };
        },
      });
    },
    { prefix: "/avatars" },
  );
}

import { type Actor, DomainError, loadActor } from "@parley/api/platform";
import type { FastifyRequest } from "fastify";
import type { Authenticator } from "../auth.ts";
import { bearerToken } from "../auth/bearer.ts";
import type { ContextParts } from "../context.ts";

/** What an address that takes uploads needs. */
export interface UploadOptions {
  readonly parts: Pick<ContextParts, "platform" | "rateLimits">;
  readonly authenticator: Authenticator;
}

/** The user who uploads, refused before a byte of the body is read. It counts as a call of `name`. */
export async function admitUploader(
  request: FastifyRequest,
  { parts: { platform, rateLimits }, authenticator }: UploadOptions,
  name: string,
): Promise<Actor> {
  const signIn = await authenticator.authenticate(
    bearerToken(request.headers.authorization),
    request,
  );
  if (signIn.status !== "signed-in")
    throw new DomainError(signIn.status === "refused" ? signIn.reason : "not_signed_in");
  const { session } = signIn;
  if (session.kind === "service") throw new DomainError("forbidden");
  const actor = await loadActor({ ctx: platform, session });
  const retryAfterMs = rateLimits.of(actor.id).call(name);
  if (retryAfterMs > 0) throw new DomainError("too_many_requests", { retryAfterMs });
  return actor;
}

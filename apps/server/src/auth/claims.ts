import { userIdSchema } from "@parley/contract/ids";
import { limits } from "@parley/contract/limits";
import { roleSchema } from "@parley/contract/people";
import { textSchema } from "@parley/contract/text";
import type { Session, UserSession } from "@parley/api/domain/context";
import * as z from "zod";

/** What every token must say. Times are seconds since 1970. */
export const claimsSchema = z.object({
  sub: userIdSchema,
  iat: z.number(),
  exp: z.number(),
  /** Words between blanks, as RFC 8693 has it. */
  scope: z.string().optional(),
});
export type Claims = z.infer<typeof claimsSchema>;

/** The scope of the host platform's own tokens. */
const SERVICE = "parley:service";

const fromSeconds = (seconds: number) => new Date(seconds * 1_000);

/** The session of a token that holds. `profile`: the claims by which a user may be created. */
export function sessionOf(
  { sub, iat, exp, scope = "" }: Claims,
  profile: UserSession["profile"],
): Session {
  const lifetime = { issuedAt: fromSeconds(iat), expiresAt: fromSeconds(exp) };
  return scope.split(" ").includes(SERVICE)
    ? { kind: "service", name: sub, ...lifetime }
    : { kind: "user", userId: sub, profile, ...lifetime };
}

const profileSchema = z.object({
  name: textSchema(limits.nameMax),
  email: z.email().max(limits.emailMax),
  role: roleSchema,
});

/** The claims that may create a person, if all of them are there and sound. */
export function profileOf(payload: unknown): UserSession["profile"] {
  return profileSchema.safeParse(payload).data;
}

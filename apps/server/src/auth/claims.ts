import { userIdSchema } from "@parley/contract/ids";
import { limits } from "@parley/contract/limits";
import { roleSchema } from "@parley/contract/people";
import { textSchema } from "@parley/contract/text";
import type { Session } from "@parley/api/domain/context";
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

/** Whether a token is the host platform's own. */
export const isService = ({ scope = "" }: Claims): boolean =>
  scope.split(" ").includes("parley:service");

const profileSchema = z.object({
  name: textSchema(limits.nameMax),
  email: z.email().max(limits.emailMax),
  role: roleSchema,
});

/** The claims that may create a person, if all of them are there and sound. */
export function profileOf(payload: unknown): Session["profile"] {
  return profileSchema.safeParse(payload).data;
}

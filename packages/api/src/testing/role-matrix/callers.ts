import type { ErrorReason } from "@parley/contract/error-reasons";

/** Every way in which somebody who calls can stand to Tess, to the group North, and to this installation. */
export const kinds = [
  "anonymous",
  "stranger",
  "member",
  "former",
  "blocked",
  "blocker",
  "mentor",
  "admin",
  "deactivated",
  "service",
] as const;
export type Kind = (typeof kinds)[number];

/** Who calls as what; nobody as the first. A member came after the first message, a former one left before the last. */
export const callers = {
  anonymous: null,
  stranger: "sid",
  member: "meg",
  former: "finn",
  blocked: "bea",
  blocker: "bob",
  mentor: "ada",
  admin: "root",
  deactivated: "dora",
  /** A service token whose `sub` is the id of the member. */
  service: "meg",
} as const satisfies Record<Kind, string | null>;

/** Kinds to whom no person and no group is foreign. */
export const isStaff = (kind: Kind): boolean => kind === "admin" || kind === "service";

/** What comes of a call: `ok`, what of a success is looked at, or the reason of the refusal. */
export type Outcome = ErrorReason | "ok" | "seen" | "unseen" | (string & {});
export type Row = Readonly<Record<Kind, Outcome>>;

/**
 * What comes of a call by any user, and by those with whom it is otherwise. A caller without an account is refused,
 * and so is a service token where a row does not say otherwise.
 */
export const row = (most: Outcome, but: Partial<Record<Kind, Outcome>> = {}): Row => ({
  stranger: most,
  member: most,
  former: most,
  blocked: most,
  blocker: most,
  mentor: most,
  admin: most,
  service: "forbidden",
  ...but,
  anonymous: "not_signed_in",
  deactivated: "not_signed_in",
});

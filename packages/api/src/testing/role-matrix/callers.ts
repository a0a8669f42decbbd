import type { ErrorReason } from "@parley/contract/error-reasons";

/** Every relation of a caller to Tess, to the group North, and to this installation. */
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

/**
 * The user of each kind of caller; none for the first. A member joined after the first message, a former one left
 * before the last.
 */
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

/** Kinds for which no user and no group is foreign. */
export const isStaff = (kind: Kind): boolean => kind === "admin" || kind === "service";

/** The outcome of a call: `ok`, the checked part of a result, or the reason of the refusal. */
export type Outcome = ErrorReason | "ok" | "seen" | "unseen" | (string & {});
export type Row = Readonly<Record<Kind, Outcome>>;

/**
 * The outcome for any user, and exceptions. A caller without an account is refused, and so is a service token unless a
 * row says otherwise.
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

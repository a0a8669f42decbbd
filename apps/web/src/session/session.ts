import type { Person } from "@parley/contract";

/** The signed-in user. */
export interface Session {
  /** The token of a demo user. Null if the user is signed in by the cookie of this browser, in all of its tabs. */
  readonly token: string | null;
  readonly person: Person;
}

/** The same for all copies of a session. */
export const sessionKey = ({ token, person }: Session): string => token ?? person.id;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

const isPerson = (value: unknown): value is Person =>
  isRecord(value) &&
  typeof value["id"] === "string" &&
  typeof value["name"] === "string" &&
  (value["role"] === "ADMIN" || value["role"] === "MENTOR" || value["role"] === "MENTEE") &&
  (value["avatarUrl"] === null || typeof value["avatarUrl"] === "string");

/** Whether a stored value is a session. A schema library would be larger than the rest of sign-in. */
export const isSession = (value: unknown): value is Session =>
  isRecord(value) &&
  (value["token"] === null || typeof value["token"] === "string") &&
  isPerson(value["person"]);

/** Why no user is signed in. */
export type SignedOutReason = "not-yet" | "left" | "expired" | "refused";

export type SessionState =
  | { readonly status: "signed-in"; readonly session: Session }
  | { readonly status: "signed-out"; readonly reason: SignedOutReason };

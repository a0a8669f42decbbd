import type { Person } from "./people.ts";

/** Why a sign-in did not succeed, in the query parameter `sign-in` of the page that it returns to. */
export const signInProblems = [
  /** It took too long, was started in another browser, or came back with something invalid. */
  "failed",
  /** The user, or the provider, ended it. */
  "denied",
  /** No active user here belongs to the identity. */
  "no-account",
  /** The provider has not verified the e-mail address. */
  "unverified",
  /** The user of this e-mail address signs in with another account of the same provider. */
  "other-account",
  /** The platform's keys, the provider or the database do not respond. */
  "unavailable",
  /** Too many sign-ins from this address. */
  "too-many",
] as const;
/** Why a sign-in ended without a session. */
export type SignInProblem = (typeof signInProblems)[number];

/** The value of the same parameter if the browser returns from a sign-out at the platform or provider. */
export const SIGNED_OUT = "signed-out";

/** One way to sign in: `/sign-in/start?way=<id>` begins it. */
export interface SignInWay {
  readonly id: string;
  /** What users call the platform or the provider. Null for a platform without a configured name. */
  readonly name: string | null;
  readonly kind: "hand-off" | "oidc";
}

/** The response of `POST /sign-in/token`. */
export type BrowserSession =
  /** This server has no sign-in of its own. */
  | { readonly status: "off" }
  | { readonly status: "signed-out"; readonly ways: readonly SignInWay[] }
  /** `token` is an access token of a few minutes. */
  | { readonly status: "signed-in"; readonly token: string; readonly person: Person };

/** A browser in which the user is signed in, as `GET /sign-in/sessions` returns it. */
export interface WebSession {
  readonly id: string;
  /** Null if the browser does not say. */
  readonly browser: string | null;
  readonly system: string | null;
  readonly createdAt: string;
  /** Within some minutes. */
  readonly lastSeenAt: string;
  /** Whether it is the session of the request. */
  readonly isCurrent: boolean;
}

/** The sessions that `POST /sign-in/sign-out` ends: the one of the request, all of the user, or one by its id. */
export interface SignOutInput {
  readonly session: "current" | "all" | { readonly id: string };
}

/** The response of `POST /sign-in/sign-out`. */
export interface SignedOut {
  /** Where the browser signs out of the platform too. Null if that is nowhere, or another browser was signed out. */
  readonly next: string | null;
}

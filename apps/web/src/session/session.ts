import { demoTokenSchema } from "@parley/contract/demo";
import { personSchema } from "@parley/contract/people";
import type { Person } from "@parley/contract/people";

/** Who is signed in, and the token that proves it. */
export interface Session {
  readonly token: string;
  readonly person: Person;
}

export const sessionSchema = demoTokenSchema.extend({ person: personSchema });

/** Why nobody is signed in. */
export type SignedOutReason = "not-yet" | "left" | "expired" | "refused";

export type SessionState =
  | { readonly status: "signed-in"; readonly session: Session }
  | { readonly status: "signed-out"; readonly reason: SignedOutReason };

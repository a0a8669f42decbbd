import type { SignInProblem, SignInWay } from "@parley/contract/sign-in";
import type { Flow } from "./flows.ts";

/** Who has signed in. */
export interface SignedInUser {
  readonly userId: string;
  /** The provider's ID token, by which it recognises its session at a sign-out. */
  readonly idToken?: string | undefined;
}

/** One way to sign in, which ends with the id of an active user. */
export interface Way extends SignInWay {
  /** Where the browser goes to sign in, with `state`, from which it returns to `redirectUri`. */
  begin(start: { state: string; flow: Flow; redirectUri: string }): Promise<URL>;
  /** Who returned to this address. Throws a `SignInRefusal`. */
  finish(returned: { address: URL; flow: Flow }): Promise<SignedInUser>;
  /**
   * Where a browser signs out of the provider, from which it returns to `redirectUri` without a state. Undefined if the
   * provider has no such page.
   */
  signOut?(ended: { idToken: string | null; redirectUri: string }): Promise<URL | undefined>;
}

/** Why a sign-in did not succeed: the problem for its user, and for the operator's log what was found, without values of users. */
export class SignInRefusal extends Error {
  readonly problem: SignInProblem;

  constructor(problem: SignInProblem, why: string, options?: ErrorOptions) {
    super(why, options);
    this.name = "SignInRefusal";
    this.problem = problem;
  }
}

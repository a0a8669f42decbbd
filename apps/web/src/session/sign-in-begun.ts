import { tabStorage } from "../storage/page-storage.ts";

/** The query parameter in which the server says how a sign-in or sign-out elsewhere ended. */
const OUTCOME = "sign-in";
/** Set in a tab that has begun a sign-in, or has signed out: only a user begins the next one. */
const BEGUN = "parley.sign-in-begun";

/** What a tab knows of sign-ins that leave it. */
export const signInBegun = {
  outcome: (): string | null => new URL(location.href).searchParams.get(OUTCOME),
  /** Takes the outcome out of the address, so that a reload does not repeat it. */
  forgetOutcome(): void {
    const address = new URL(location.href);
    if (!address.searchParams.has(OUTCOME)) return;
    address.searchParams.delete(OUTCOME);
    history.replaceState(history.state, "", address);
  },
  isMarked: (): boolean => tabStorage.getItem(BEGUN) !== null,
  mark: (): void => tabStorage.setItem(BEGUN, ""),
  /** Forgets everything: the user is signed in, perhaps by another tab. */
  end(): void {
    signInBegun.forgetOutcome();
    tabStorage.removeItem(BEGUN);
  },
};

import type { BrowserSession, SignedOut, WebSession } from "@parley/contract/sign-in";
import { browserStorage } from "../storage/page-storage.ts";
import { signInBegun } from "./sign-in-begun.ts";

/** Which sessions a sign-out ends: the one of this browser, or all of the user. */
export type SignOutScope = "current" | "all";

/** A sign-out that the server does not know of yet: without a connection it is completed at the next contact. */
const PENDING = "parley.sign-out";

/** Calls an address of the sign-in. Undefined if no user is signed in; rejects if the server does not answer. */
async function call<Result>(path: string, body?: object): Promise<Result | undefined> {
  const response = await fetch(`/sign-in/${path}`, {
    cache: "no-store",
    ...(body !== undefined && {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  });
  if (response.status === 401) return undefined;
  if (!response.ok) throw new Error(`/sign-in/${path}: ${response.status}`);
  // The server is of the same version, or tells the page that it is outdated.
  return (await response.json()) as Result;
}

/** One tab after the other. Older browsers, and pages without HTTPS, have no locks. */
const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
  const { locks } = navigator as { readonly locks?: LockManager | null };
  return locks?.request(PENDING, work) ?? work();
};

/** Ends the session on the server, unless another tab has. Returns the address that follows. */
const endSession = () =>
  inTurn(async () => {
    const scope = browserStorage.getItem(PENDING);
    if (scope === null) return undefined;
    const session: SignOutScope = scope === "all" ? "all" : "current";
    const signedOut = await call<SignedOut>("sign-out", { session });
    browserStorage.removeItem(PENDING);
    return signedOut?.next;
  });

/** The sign-out that the user asked for in this page. */
let ending: ReturnType<typeof endSession> | undefined;

/**
 * Signs out. Before the other tabs hear of it: the first to call the server is led on, and they wait. What fails is
 * completed by the next `fetchBrowserSession`, in this page or a later one.
 */
export function requestSignOut(scope: SignOutScope): void {
  browserStorage.setItem(PENDING, scope);
  ending = endSession();
  ending.catch(() => undefined);
}

/** Completes a sign-out, also one that this browser began without a connection. */
async function completeSignOut(): Promise<void> {
  const began = ending ?? endSession();
  ending = undefined;
  const next = await began;
  if (typeof next !== "string") return;
  // The page is left, and only shown again by the back button.
  signInBegun.mark();
  const shown = new Promise((resolve) => addEventListener("pageshow", resolve, { once: true }));
  location.assign(next);
  await shown;
}

/** The session of this browser as the server knows it, with a fresh access token. Rejects if the server does not answer. */
export async function fetchBrowserSession(): Promise<BrowserSession> {
  if (ending !== undefined || browserStorage.getItem(PENDING) !== null) await completeSignOut();
  return (await call<BrowserSession>("token", {})) ?? { status: "signed-out", ways: [] };
}

/** The browsers in which the user is signed in. */
export const fetchWebSessions = async (): Promise<readonly WebSession[]> =>
  (await call<readonly WebSession[]>("sessions")) ?? [];

/** Signs another browser of the user out. */
export async function signOutSession(id: string): Promise<void> {
  await call("sign-out", { session: { id } });
}

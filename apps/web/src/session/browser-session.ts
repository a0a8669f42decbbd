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

/** Completes a sign-out, also one that this browser began without a connection. */
async function completeSignOut(): Promise<void> {
  const session: SignOutScope = browserStorage.getItem(PENDING) === "all" ? "all" : "current";
  const signedOut = await call<SignedOut>("sign-out", { session });
  browserStorage.removeItem(PENDING);
  if (typeof signedOut?.next !== "string") return;
  // The page is left, and only shown again by the back button.
  signInBegun.mark();
  const shown = new Promise((resolve) => addEventListener("pageshow", resolve, { once: true }));
  location.assign(signedOut.next);
  await shown;
}

/** Asks for a sign-out, which the next `fetchBrowserSession` carries out, in this page or a later one. */
export const requestSignOut = (scope: SignOutScope): void => browserStorage.setItem(PENDING, scope);

/** The session of this browser as the server knows it, with a fresh access token. Rejects if the server does not answer. */
export async function fetchBrowserSession(): Promise<BrowserSession> {
  if (browserStorage.getItem(PENDING) !== null) await completeSignOut();
  return (await call<BrowserSession>("token", {})) ?? { status: "signed-out", ways: [] };
}

/** The browsers in which the user is signed in. */
export const fetchWebSessions = async (): Promise<readonly WebSession[]> =>
  (await call<readonly WebSession[]>("sessions")) ?? [];

/** Signs another browser of the user out. */
export async function signOutSession(id: string): Promise<void> {
  await call("sign-out", { session: { id } });
}

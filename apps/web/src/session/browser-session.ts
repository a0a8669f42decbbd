import type { BrowserSession, SignedOut, WebSession } from "@parley/contract/sign-in";

/** Which sessions a sign-out ends: the one of this browser, or all of the user. */
export type SignOutScope = "current" | "all";

/** A sign-out that the server does not know of yet: without a connection it is completed at the next contact. */
const PENDING = "parley.sign-out";

/** If the browser forbids storage, it lasts as long as the page. */
let pendingInPage: string | null = null;

const pending = {
  get(): string | null {
    try {
      return localStorage.getItem(PENDING);
    } catch {
      return pendingInPage;
    }
  },
  set(scope: SignOutScope | null) {
    pendingInPage = scope;
    try {
      if (scope === null) localStorage.removeItem(PENDING);
      else localStorage.setItem(PENDING, scope);
    } catch {
      // Forbidden.
    }
  },
};

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
  const session: SignOutScope = pending.get() === "all" ? "all" : "current";
  const signedOut = await call<SignedOut>("sign-out", { session });
  pending.set(null);
  if (typeof signedOut?.next !== "string") return;
  location.assign(signedOut.next);
  // The page is left.
  await new Promise(() => {});
}

/** Asks for a sign-out, which the next `fetchBrowserSession` carries out, in this page or a later one. */
export const requestSignOut = (scope: SignOutScope): void => pending.set(scope);

/** The session of this browser as the server knows it, with a fresh access token. Rejects if the server does not answer. */
export async function fetchBrowserSession(): Promise<BrowserSession> {
  if (pending.get() !== null) await completeSignOut();
  return (await call<BrowserSession>("token", {})) ?? { status: "signed-out", ways: [] };
}

/** The browsers in which the user is signed in. */
export const fetchWebSessions = async (): Promise<readonly WebSession[]> =>
  (await call<readonly WebSession[]>("sessions")) ?? [];

/** Signs another browser of the user out. */
export async function signOutSession(id: string): Promise<void> {
  await call("sign-out", { session: { id } });
}

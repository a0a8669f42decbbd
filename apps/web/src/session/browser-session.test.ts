// @vitest-environment happy-dom
import { locks } from "node:worker_threads";
import type { BrowserSession } from "@parley/contract/sign-in";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fetchBrowserSession, requestSignOut } from "./browser-session.ts";

const signedIn: BrowserSession = {
  status: "signed-in",
  token: "a.b.c",
  person: { id: "ada", name: "Ada", role: "MENTOR", avatarUrl: null },
};
const signedOut: BrowserSession = { status: "signed-out", ways: [] };

/** The server: whether it answers, and whether the cookie is of a session. */
const server = { isAway: false, hasSession: true };
const calls: [path: string, body: unknown][] = [];

beforeEach(() => {
  Object.assign(server, { isAway: false, hasSession: true });
  calls.length = 0;
  vi.stubGlobal("fetch", async (path: string, { body }: { body: string }) => {
    if (server.isAway) throw new TypeError("no connection");
    calls.push([path, JSON.parse(body)]);
    if (path === "/sign-in/token") return Response.json(server.hasSession ? signedIn : signedOut);
    const wasSignedIn = server.hasSession;
    server.hasSession = false;
    return wasSignedIn ? Response.json({ next: null }) : new Response(null, { status: 401 });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

test("SES-4: a sign-out is carried out before the session is asked for", async () => {
  expect(await fetchBrowserSession()).toEqual(signedIn);
  requestSignOut("all");
  expect(await fetchBrowserSession()).toEqual(signedOut);
  expect(calls).toEqual([
    ["/sign-in/token", {}],
    ["/sign-in/sign-out", { session: "all" }],
    ["/sign-in/token", {}],
  ]);
});

test("SES-4: without a connection nobody is signed in again, and the sign-out follows, once", async () => {
  server.isAway = true;
  requestSignOut("current");
  await expect(fetchBrowserSession()).rejects.toThrow("no connection");
  await expect(fetchBrowserSession()).rejects.toThrow("no connection");
  server.isAway = false;
  expect(await fetchBrowserSession()).toEqual(signedOut);
  expect(await fetchBrowserSession()).toEqual(signedOut);
  expect(calls.filter(([path]) => path === "/sign-in/sign-out")).toHaveLength(1);
});

test("SES-4: the tab in which a user signs out is led on, and the others wait for it", async () => {
  vi.stubGlobal("navigator", { locks });
  // Another tab's.
  const other = Promise.withResolvers<void>();
  localStorage.setItem("parley.sign-out", "current");
  const held = locks.request("parley.sign-out", () => other.promise);
  const session = fetchBrowserSession();
  await vi.waitFor(async () => expect((await locks.query()).pending).toHaveLength(1));
  expect(calls).toEqual([]);
  server.hasSession = false;
  localStorage.removeItem("parley.sign-out");
  other.resolve();
  await held;
  expect(await session).toEqual(signedOut);
  expect(calls).toEqual([["/sign-in/token", {}]]);
});

test("SES-4: a tab that signs out holds the others up until the session has ended", async () => {
  vi.stubGlobal("navigator", { locks });
  requestSignOut("current");
  const other = locks.request("parley.sign-out", async () => calls.length);
  expect(await fetchBrowserSession()).toEqual(signedOut);
  expect(await other).toBeGreaterThan(0);
});

test("SES-4: a session that has ended already needs no further sign-out", async () => {
  server.hasSession = false;
  requestSignOut("current");
  expect(await fetchBrowserSession()).toEqual(signedOut);
  expect(localStorage.getItem("parley.sign-out")).toBeNull();
});

import { closeCodes } from "@parley/contract/close-codes";
import { users } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openRawSocket } from "../testing/raw-socket.ts";
import {
  type Ending,
  nextSession,
  type SocketEvent,
  type SocketSession,
} from "./socket-session.ts";
import { createTestProgramme, startTestServer, type TestServer } from "../testing/test-server.ts";
import { createTestAuthenticator, deciding } from "../testing/tokens.ts";

const api = await createTestProgramme();
let server: TestServer;

beforeAll(async () => {
  await api.addPeople({ rosa: "ADMIN", finn: "MENTEE", gwen: "MENTEE" });
  server = await startTestServer(api);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await api.close();
});

test("ID-8: deactivating a user closes their open sockets permanently", async () => {
  const finn = await openRawSocket(server.socketUrl, { token: await server.sign("finn") });
  await finn.call("query", "users.me");
  await api.as("rosa").users.deactivate({ userId: "finn" });
  expect(await finn.closed).toEqual({ code: closeCodes.stop, reason: "not_signed_in" });
});

test("ID-8: revoking a user's tokens closes their open sockets, and a new token may connect", async () => {
  const gwen = await openRawSocket(server.socketUrl, { token: await server.sign("gwen") });
  await gwen.call("query", "users.me");
  const tokensValidAfter = new Date(api.clock.now().getTime() + 60_000);
  await api.platform.db.update(users).set({ tokensValidAfter }).where(eq(users.id, "gwen"));
  api.platform.bus.authority("gwen");
  expect(await gwen.closed).toEqual({ code: closeCodes.signInAgain, reason: "session_expired" });
});

test("ID-8: a change that does not restrict the account closes nothing", async () => {
  const rosa = await openRawSocket(server.socketUrl, { token: await server.sign("rosa") });
  await rosa.call("query", "users.me");
  await api.as("rosa").users.updateMe({ name: "Rosa Luz" });
  expect(await rosa.call("query", "users.me")).toMatchObject({
    result: { data: { name: "Rosa Luz" } },
  });
});

test("ID-8: a token that its authenticator no longer accepts closes the open sockets with it, and no others", async () => {
  const refused = new Set<string>();
  const { authenticate } = await createTestAuthenticator(api.clock);
  const authenticator = deciding(async (token = "") =>
    refused.has(token) ? { status: "refused", reason: "session_expired" } : authenticate(token),
  );
  await using own = await startTestServer(api, { authenticator });
  const [lost, kept] = [
    await own.sign("rosa", { claims: { jti: "lost" } }),
    await own.sign("rosa"),
  ];
  const sockets = [lost, kept].map((token) => openRawSocket(own.socketUrl, { token }));
  const [first, second] = await Promise.all(sockets);
  await Promise.all([first?.call("query", "users.me"), second?.call("query", "users.me")]);
  refused.add(lost);
  api.platform.bus.authority("rosa");
  expect(await first?.closed).toEqual({ code: closeCodes.signInAgain, reason: "session_expired" });
  expect(await second?.call("query", "users.me")).toMatchObject({
    result: { data: { id: "rosa" } },
  });
});

const times = { issuedAt: new Date(0), expiresAt: new Date(1) };
const session = { kind: "service", name: "host", ...times } as const;
const awaiting: SocketSession = { status: "awaiting-token" };
const anonymous: SocketSession = { status: "anonymous" };
const verifying: SocketSession = { status: "verifying", isStale: false };
const signedIn: SocketSession = { status: "signed-in", session, isStale: false };
const stale: SocketSession = { status: "signed-in", session, isStale: true };
const closed: SocketSession = { status: "closed" };
const closing = (code: number, reason: Ending["reason"], how: Ending["how"]): SocketSession => ({
  status: "closing",
  ending: { code, reason, how },
});
const refusedToken = closing(closeCodes.signInAgain, "session_expired", "after-response");
const tooLate = closing(closeCodes.authDeadline, "not_signed_in", "cut");
const away = closing(1013, "unavailable", "after-response");
const received: SocketEvent = { type: "token-received" };
const unreadable: SocketEvent = { type: "token-unreadable" };
const accepted: SocketEvent = { type: "verified", signIn: { status: "signed-in", session } };
const refused: SocketEvent = {
  type: "verified",
  signIn: { status: "refused", reason: "session_expired" },
};
const unverifiable: SocketEvent = { type: "unverifiable", reason: "unavailable" };
const keysChanged: SocketEvent = { type: "keys-changed" };
const accountChanged: SocketEvent = { type: "account-changed" };
const deadline: SocketEvent = { type: "deadline-passed" };
const expired: SocketEvent = { type: "token-expired" };
const revoked: SocketEvent = { type: "access-lost", reason: "session_expired" };
const deactivated: SocketEvent = { type: "access-lost", reason: "not_signed_in" };
const socketClosed: SocketEvent = { type: "socket-closed" };

const table: [SocketSession, SocketEvent, SocketSession][] = [
  [awaiting, received, verifying],
  [awaiting, unreadable, closing(closeCodes.signInAgain, "not_signed_in", "after-response")],
  [awaiting, deadline, tooLate],
  [awaiting, socketClosed, closed],
  [anonymous, received, anonymous],
  [anonymous, unreadable, anonymous],
  [anonymous, deadline, tooLate],
  [verifying, unreadable, verifying],
  [verifying, accepted, signedIn],
  [verifying, refused, refusedToken],
  [verifying, unverifiable, away],
  [verifying, deadline, tooLate],
  [verifying, keysChanged, { status: "verifying", isStale: true }],
  [{ status: "verifying", isStale: true }, accepted, stale],
  [signedIn, received, signedIn],
  [signedIn, deadline, signedIn],
  [signedIn, keysChanged, stale],
  [signedIn, accountChanged, stale],
  [stale, accepted, signedIn],
  [stale, refused, refusedToken],
  [stale, unverifiable, away],
  [signedIn, expired, closing(closeCodes.signInAgain, "session_expired", "cut")],
  [signedIn, revoked, closing(closeCodes.signInAgain, "session_expired", "close")],
  [signedIn, deactivated, closing(closeCodes.stop, "not_signed_in", "close")],
  [signedIn, socketClosed, closed],
  // The first reason counts.
  [tooLate, accepted, tooLate],
  [tooLate, expired, tooLate],
  [tooLate, socketClosed, closed],
  // What was asked before the end is answered after it.
  [closed, accepted, closed],
  [closed, deactivated, closed],
];

test.each(table)("ID-8: a session %j, after %j, is %j", (before, event, after) => {
  expect(nextSession(before, event)).toEqual(after);
});

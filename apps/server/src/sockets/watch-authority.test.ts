import { closeCodes } from "@parley/contract/close-codes";
import { users } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openRawSocket } from "../testing/raw-socket.ts";
import { createTestProgramme, startTestServer, type TestServer } from "../testing/test-server.ts";

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

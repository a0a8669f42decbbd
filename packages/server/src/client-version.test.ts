import { CONTRACT_VERSION } from "@parley/contract/version";
import { afterAll, expect, test } from "vitest";
import { openRawSocket } from "./testing/raw-socket.ts";
import { createTestProgramme, startTestServer } from "./testing/test-server.ts";

const OLDEST = CONTRACT_VERSION + 1;
const api = await createTestProgramme();
afterAll(() => api.close());

/** What a caller declares, and the reason with which all its calls are refused. */
const declarations: [string | undefined, string | undefined][] = [
  [undefined, undefined],
  [String(OLDEST), undefined],
  [String(OLDEST + 1), undefined],
  ["999999999", undefined],
  [String(OLDEST - 1), "client_outdated"],
  ["0", "invalid_input"],
  ["-1", "invalid_input"],
  ["1.5", "invalid_input"],
  ["latest", "invalid_input"],
  ["", "invalid_input"],
  ["9".repeat(20), "invalid_input"],
];

test.each(declarations)(
  "VER-1: over HTTP, a client of version %s is answered %s",
  async (version, reason) => {
    await using server = await startTestServer(api, { oldestClient: OLDEST });
    const headers = {
      authorization: `Bearer ${await server.sign("ada")}`,
      ...(version === undefined ? {} : { "parley-contract": version }),
    };
    const response = await server.app.inject({
      url: "/trpc/users.me,users.me?batch=1&input=%7B%7D",
      headers,
    });
    const answers = response.json<{ error?: { data: { reason: string; contract: number } } }[]>();
    expect(answers.map(({ error }) => error?.data.reason)).toEqual([reason, reason]);
    if (reason !== undefined) expect(answers[0]?.error?.data.contract).toBe(CONTRACT_VERSION);
  },
);

test.each(declarations)(
  "VER-1: on a socket, a client of version %s is answered %s",
  async (version, reason) => {
    await using server = await startTestServer(api, { oldestClient: OLDEST });
    const socket = await openRawSocket(server.socketUrl);
    const token = await server.sign("ada");
    socket.send({
      method: "connectionParams",
      data: version === undefined ? { token } : { token, version },
    });
    const me = await socket.call("query", "users.me");
    expect(me.error?.data.reason).toBe(reason);
    const stream = await socket.call("subscription", "events.stream", { lastEventId: "0" });
    expect(stream.error?.data.reason).toBe(reason);
  },
);

test("VER-1: a page of another origin may send its version", async () => {
  const origin = "https://host.example";
  await using server = await startTestServer(api, { allowedOrigins: [origin] });
  const response = await server.app.inject({
    method: "OPTIONS",
    url: "/trpc/users.me",
    headers: {
      origin,
      "access-control-request-method": "GET",
      "access-control-request-headers": "authorization,parley-contract",
    },
  });
  expect(response.headers["access-control-allow-headers"]).toContain("parley-contract");
});

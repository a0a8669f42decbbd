import { createTestApi, type TestApi } from "@parley/api/testing/internals";
import type { FastifyInstance } from "fastify";
import { WebSocketServer } from "ws";
import { type AppDeps, buildApp } from "../app.ts";
import { webSocketOptions } from "../sockets/serve-sockets.ts";
import { defaultTimeouts } from "../timeouts.ts";
import { portOf } from "./port-of.ts";
import { createSigner, createTestAuthenticator, type TokenSpec } from "./tokens.ts";

export interface TestServer extends AsyncDisposable {
  readonly app: FastifyInstance;
  readonly webSockets: WebSocketServer;
  /** Its base URL. */
  readonly port: number;
  readonly socketUrl: string;
  sign(userId: string, spec?: TokenSpec): Promise<string>;
}

/** A whole server on a free port of this machine, on a test database. */
export async function startTestServer(
  api: TestApi,
  deps: Partial<AppDeps> = {},
): Promise<TestServer> {
  const { platform, clock } = api;
  const authenticator = await createTestAuthenticator(clock);
  const timeouts = { ...defaultTimeouts, ...deps.timeouts };
  const webSockets = new WebSocketServer(webSocketOptions(timeouts));
  const app = await buildApp({ platform, authenticator, webSockets, ...deps });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const port = portOf(app.server);
  return {
    app,
    webSockets,
    port,
    socketUrl: `ws://127.0.0.1:${port}/trpc?connectionParams=1`,
    sign: createSigner(clock),
    [Symbol.asyncDispose]: () => app.close(),
  };
}

/** Ada mentors Ben. */
export async function createTestProgramme(): Promise<TestApi> {
  const api = await createTestApi();
  await api.addPeople({ ada: "MENTOR", ben: "MENTEE" });
  await api.addGroup({ id: "circle", mentor: "ada", mentees: ["ben"] });
  return api;
}

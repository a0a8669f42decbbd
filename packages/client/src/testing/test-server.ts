import { type Door, serve, type Served } from "./serve.ts";
import { createTestRouter, type Desk } from "./test-router.ts";

/** A server of the client's own procedures. */
export interface TestServer extends Served {
  readonly desk: Desk;
}

export async function createTestServer(door: Door = {}): Promise<TestServer> {
  const { desk, router } = createTestRouter();
  const served = await serve({ ...door, router, contextOf: (caller) => caller });
  return Object.assign(served, { desk });
}

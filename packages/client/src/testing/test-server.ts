import { serve, type Served, type TokenChecks } from "./serve.ts";
import { createTestRouter, type TestControls } from "./test-router.ts";

/** A server of the client's own procedures. */
export interface TestServer extends Served {
  readonly controls: TestControls;
}

export async function createTestServer(checks: TokenChecks = {}): Promise<TestServer> {
  const { controls, router } = createTestRouter();
  const served = await serve({ ...checks, router, contextOf: (caller) => caller });
  return Object.assign(served, { controls });
}

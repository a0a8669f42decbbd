export { createDemoServer, noah, priya, withGroup, withNoah } from "./demo-server.ts";
export { idOf, messageOf, personOf } from "./fake-data.ts";
export {
  createFakeServer,
  type FakeConversation,
  type FakeServer,
  type Incoming,
} from "./fake-server.ts";
export type { Faults, ProcedurePath } from "./faults.ts";
export {
  type CallRecord,
  createTestClient,
  type ErrorShape,
  refusalOf,
  type TestBackend,
  type TestCall,
  type TestClient,
  type TestClientOptions,
  type TestResponse,
  type TestSubscriber,
} from "./test-client.ts";

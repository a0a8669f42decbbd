/** What tests of other packages in this repository use of the inside, and no host needs. */
export { serviceAccess } from "../domain/policy/service-access.ts";
export { indexConversations } from "../domain/search/index-blocks.ts";
export { appendEvents } from "../domain/stream/append.ts";
export { defaultRetention, retainStreams } from "../domain/stream/retain.ts";
export { createTestBrowser } from "./browser.ts";
export { createTestApi, needsOf, type Need, type TestApi } from "./index.ts";
export { createCallerFactory, procedure, publicProcedure, router } from "../trpc.ts";

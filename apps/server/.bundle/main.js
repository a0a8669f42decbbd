import { enableCompileCache } from "node:module";

// apps/server/src/main.ts
enableCompileCache();
const { run } = await import("./run-7u_Ua_A2.js");
await run();

export {};

import { enableCompileCache } from "node:module";

// Everything else is loaded after this line, so that a second start finds it compiled.
enableCompileCache();
const { run } = await import("./run.ts");
await run();

// Runs the embedded PostgreSQL in a folder, and reports where it listens. SIGTERM ends both.
import { rm } from "node:fs/promises";
import { openEmbedded } from "@parley/embedded-postgres";

const [dataDir = "", systemFolder = ""] = process.argv.slice(2);
const opened = await openEmbedded({
  dataDir,
  systemFolder,
  onFault: (fault) => console.error(fault),
});
console.log(`listening ${opened.url}`);
process.once("SIGTERM", () => {
  // The parent may be gone; leftover data would be gigabytes.
  void opened
    .stop()
    .then(() => rm(dataDir, { recursive: true, force: true }))
    .then(() => process.exit(0));
});
setInterval(() => undefined, 2 ** 30);

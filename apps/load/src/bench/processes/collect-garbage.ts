// Loaded into a server under test: at each SIGUSR2 it collects all garbage and returns the memory, and says so.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

let collections = 0;
process.on("SIGUSR2", () => {
  setFlagsFromString("--expose-gc");
  runInNewContext('gc({ type: "major", execution: "sync", flavor: "last-resort" })');
  collections += 1;
  console.log(`collected ${collections}`);
});

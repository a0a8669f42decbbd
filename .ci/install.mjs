// Runs on any Node from 20 on, before anything is installed: installs node_modules as the lockfile says, and does
// nothing if they are up to date. Node 24 is installed with them, as the `node` package, and is the first `node` on the
// PATH of every script after this one.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

const inRoot = (file) => new URL(`../${file}`, import.meta.url);

const read = (file) => {
  try {
    return readFileSync(inRoot(file), "utf8");
  } catch {
    return undefined;
  }
};

const manager = JSON.parse(read("package.json")).packageManager;
const wanted = read("pnpm-lock.yaml");
const installed = read("node_modules/.pnpm/lock.yaml");
// The lockfile is copied before the install scripts run, and one of them installs Node.
const complete = existsSync(inRoot("node_modules/node/bin/node"));

if (!complete || installed !== wanted) {
  console.log(`Installing packages with ${manager} (the first time takes a minute) ...`);
  const result = spawnSync("npx", ["--yes", manager, "install", "--frozen-lockfile"], {
    cwd: inRoot("."),
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (result.status !== 0) {
    console.error("Packages could not be installed. The lines above say why.");
    process.exit(result.status ?? 1);
  }
}

// Runs turbo without its telemetry, which turbo.json has no option for.
import { spawn } from "node:child_process";

const turbo = spawn("turbo", process.argv.slice(2), {
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1" },
  stdio: "inherit",
  shell: process.platform === "win32",
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => turbo.kill(signal));
turbo.once("exit", (code, signal) => process.exit(signal === null ? code : 1));

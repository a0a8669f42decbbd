import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));

/** An import as a child process, started as `npm run import` does, with the address of the database or more variables. */
export function startChildImport(
  database: string | Readonly<Record<string, string>>,
  ...args: readonly string[]
) {
  const { PATH = "", HOME = "", NODE_OPTIONS = "" } = process.env;
  const variables = typeof database === "string" ? { DATABASE_URL: database } : database;
  const env = { PATH, HOME, NODE_OPTIONS, ...variables };
  const child = spawn(process.execPath, [main, ...args], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const closed = once(child, "close");
  return {
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    errors: () => errors,
    async end() {
      await closed;
      return { code: child.exitCode, signal: child.signalCode, output, errors };
    },
  };
}

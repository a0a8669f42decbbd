import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));

/** The server as a child process, started as `npm start` does. */
export interface ChildServer {
  readonly process: ChildProcess;
  /** The printed address; rejects with the whole output if the process ends without one. */
  readonly url: Promise<string>;
  readonly exited: Promise<{ code: number | null; output: string; errors: string }>;
  /** The output so far, its log included. */
  printed(): string;
}

export function startChildServer(env: Readonly<Record<string, string>>): ChildServer {
  const { PATH = "", HOME = "", NODE_OPTIONS = "" } = process.env;
  const child = spawn(process.execPath, [main], {
    env: { PATH, HOME, NODE_OPTIONS, PORT: "0", ...env },
  });
  const url = Promise.withResolvers<string>();
  const exited = Promise.withResolvers<{ code: number | null; output: string; errors: string }>();
  let output = "";
  let errors = "";
  child.stdout.on("data", (data: Buffer) => {
    output += data.toString();
    const printed = /^Parley is ready at (\S+)$/m.exec(output)?.[1];
    if (printed !== undefined) url.resolve(printed);
  });
  child.stderr.on("data", (data: Buffer) => {
    errors += data.toString();
  });
  child.on("close", (code) => {
    url.reject(new Error(`ended with ${code}: ${output}${errors}`));
    exited.resolve({ code, output, errors });
  });
  // A test that awaits the address gets the rejection; a test of a failed start does not await it.
  url.promise.catch(() => undefined);
  return {
    process: child,
    url: url.promise,
    exited: exited.promise,
    printed: () => output + errors,
  };
}

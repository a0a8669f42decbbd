import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(import.meta.resolve("../../../server/src/main.ts"));
const ADDRESS = /http:\/\/(?:127\.0\.0\.1|localhost):(\d+)/;

/** A running server, as the process that it is. */
export interface ChildServer {
  readonly url: string;
  readonly port: number;
  /** Ends it at once, as a crash would. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Asks it to end and waits until it has. */
  stop(): Promise<void>;
}

export interface ServerSettings {
  /** The directory of its database. */
  readonly data: string;
  /** 0 chooses a free one. */
  readonly port: number;
  readonly env?: Readonly<Record<string, string>> | undefined;
}

function spawnServer({ data, port, env }: ServerSettings): ChildProcess {
  return spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      PARLEY_DATA: data,
      PORT: String(port),
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** The port that the server says it listens on. Rejects with all that it said when it ends instead. */
async function announcedPort(child: ChildProcess): Promise<number> {
  let said = "";
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const hear = (chunk: Buffer) => {
    said += chunk.toString();
    const port = ADDRESS.exec(said)?.[1];
    if (port !== undefined) resolve(Number(port));
  };
  child.stdout?.on("data", hear);
  child.stderr?.on("data", hear);
  child.once("error", reject);
  child.once("exit", (code) => reject(new Error(`The server ended with ${code}:\n${said}`)));
  return promise;
}

/** Starts the server as `npm start` does, and resolves once it serves. */
export async function startChildServer(settings: ServerSettings): Promise<ChildServer> {
  const child = spawnServer(settings);
  const port = await announcedPort(child);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
  };
}

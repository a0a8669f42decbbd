import { chmod, mkdtemp, realpath, rm } from "node:fs/promises";
import { execFile, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const MAIN = fileURLToPath(new URL("../../../server/src/main.ts", import.meta.url));
const ADDRESS = /http:\/\/(?:127\.0\.0\.1|localhost):(\d+)/;

/** A running server process. */
export interface ChildServer {
  readonly url: string;
  readonly port: number;
  isRunning(): boolean;
  /** Kills it, as a crash does. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Ends it gracefully. */
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
  return spawn(process.execPath, ["--conditions=source", MAIN], {
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      PARLEY_DATA: data,
      PORT: String(port),
      // A test writes in seconds what a user writes in weeks.
      RATE_LIMITS: "off",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** The port that the server reports. Rejects with its output if it ends instead. */
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
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const end = async (signal: NodeJS.Signals) => {
    if (!isRunning()) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    isRunning,
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
  };
}

/** A directory for the database of one server: an empty one, or a copy of another's. */
export async function createDataDirectory(template?: string): Promise<string> {
  const data = await mkdtemp(join(tmpdir(), "parley-browser-"));
  // Run as root, the server runs its database as another user, who needs access.
  await chmod(data, 0o755);
  // Node's own copy does not preserve the owner of files.
  if (template !== undefined) await promisify(execFile)("cp", ["-a", `${template}/.`, data]);
  return data;
}

/** Removes the data of a server, also if its database had to be elsewhere. */
export async function removeDataDirectory(data: string): Promise<void> {
  const database = await realpath(join(data, "postgres")).catch(() => data);
  await rm(database, { recursive: true, force: true });
  await rm(data, { recursive: true, force: true });
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";

/** Paths of Debian and its derivatives, Homebrew, and manual installations. */
const PLACES = ["/usr/sbin/nats-server", "/usr/bin/nats-server", "/usr/local/bin/nats-server"];

/** A NATS server for one test, on a free port. */
export interface NatsServer extends AsyncDisposable {
  readonly url: string;
  /** Kills it, as a crash does. */
  kill(): Promise<void>;
  /** Starts it again on the same port. */
  restart(): Promise<void>;
}

const binary = () => PLACES.find((place) => existsSync(place));

/** Resolves with the port that a server reports. */
async function start(path: string, port: number): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(path, ["-a", "127.0.0.1", "-p", String(port)], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const listening = Promise.withResolvers<number>();
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
    const found = /Listening for client connections on 127\.0\.0\.1:(\d+)/.exec(said)?.[1];
    if (found !== undefined && said.includes("Server is ready")) listening.resolve(Number(found));
  });
  child.on("exit", () => listening.reject(new Error(`nats-server ended: ${said}`)));
  return { child, port: await listening.promise };
}

export async function startNatsServer(): Promise<NatsServer> {
  const path = binary();
  if (path === undefined) throw new Error("there is no nats-server on this machine");
  let { child, port } = await start(path, -1);
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  };
  return {
    url: `nats://127.0.0.1:${port}`,
    kill,
    async restart() {
      ({ child, port } = await start(path, port));
    },
    [Symbol.asyncDispose]: kill,
  };
}

/**
 * Vitest's `describe` for suites that need NATS. If it is not installed the suite is skipped, and the run reports it in
 * one line; with `CI` set it fails.
 */
export async function describeNats() {
  const { describe } = await import("vitest");
  if (binary() !== undefined) return describe;
  const reason = "NATS suites do not run here: install nats-server.";
  if (process.env["CI"] === "true") throw new Error(reason);
  console.warn(reason);
  return describe.skip;
}

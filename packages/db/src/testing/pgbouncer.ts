import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@parley/embedded-postgres/free-port";
import type { describe } from "vitest";

const PLACES = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer"];

const binary = () => PLACES.find((place) => existsSync(place));

/** A PgBouncer for one test, in transaction mode. */
export interface PgBouncer extends AsyncDisposable {
  /** The address of the same database through it. */
  readonly url: string;
  /** Kills it, as a crash does. */
  kill(): Promise<void>;
  /** Starts it again on the same port. */
  restart(): Promise<void>;
}

/** Whether this PgBouncer can keep named statements: 1.21 and newer can. */
export function keepsStatementsHere(): boolean {
  const { stdout } = spawnSync(binary() ?? "", ["--version"], { encoding: "utf8" });
  const [, major, minor] = /PgBouncer (\d+)\.(\d+)/.exec(stdout) ?? [];
  return Number(major) > 1 || Number(minor) >= 21;
}

/** Sessions are rotated, so that each transaction of one client uses another one. */
const configFor = (server: URL, port: number, settings: readonly string[]) => `
[databases]
* = host=${server.hostname} port=${server.port} user=${server.username} password=${decodeURIComponent(server.password)}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 8
server_round_robin = 1
${settings.join("\n")}
`;

/** Runs it until it is killed. Resolves when it accepts connections. */
async function run(path: string, config: string): Promise<ChildProcess> {
  // It refuses to run as root.
  const asNobody = process.getuid?.() === 0 ? ["-u", "nobody"] : [];
  const child = spawn(path, [...asNobody, config], { stdio: ["ignore", "ignore", "pipe"] });
  const up = Promise.withResolvers<void>();
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
    if (said.includes("process up")) up.resolve();
  });
  child.on("exit", () => up.reject(new Error(`pgbouncer ended: ${said}`)));
  await up.promise;
  return child;
}

/** Starts it in front of the server of an address. `settings` are more lines of its configuration. */
export async function startPgBouncer(
  databaseUrl: string,
  settings: readonly string[] = [],
): Promise<PgBouncer> {
  const path = binary();
  if (path === undefined) throw new Error("there is no pgbouncer on this machine");
  const folder = await mkdtemp(join(tmpdir(), "parley-pgbouncer-"));
  await chmod(folder, 0o755);
  const config = join(folder, "pgbouncer.ini");
  const port = await freePort();
  await writeFile(config, configFor(new URL(databaseUrl), port, settings));
  let child = await run(path, config);
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  };
  const url = Object.assign(new URL(databaseUrl), { hostname: "127.0.0.1", port: String(port) });
  return {
    url: url.href,
    kill,
    async restart() {
      child = await run(path, config);
    },
    async [Symbol.asyncDispose]() {
      await kill();
      await rm(folder, { recursive: true });
    },
  };
}

/**
 * Extends a `describe` to suites that also need PgBouncer. If it is not installed the suite is skipped, and the run
 * reports it in one line; with `CI` set it fails.
 */
export function withPgBouncer(given: typeof describe | typeof describe.skip): typeof given {
  if (binary() !== undefined) return given;
  const reason = "PgBouncer suites do not run here: install pgbouncer.";
  if (process.env["CI"] === "true") throw new Error(reason);
  console.warn(reason);
  return "skip" in given ? given.skip : given;
}

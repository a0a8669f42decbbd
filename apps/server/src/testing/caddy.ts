import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { describe } from "vitest";
import { freePort } from "@parley/embedded-postgres/free-port";

const PLACES = ["/usr/bin/caddy", "/usr/local/bin/caddy", "/opt/homebrew/bin/caddy"];
const config = fileURLToPath(new URL("../../../../deploy/Caddyfile", import.meta.url));

const binary = () => PLACES.find((place) => existsSync(place));

/** Caddy as `deploy/` ships it, in front of test servers. */
export interface Caddy extends AsyncDisposable {
  readonly url: string;
}

export async function startCaddy(upstreams: readonly string[]): Promise<Caddy> {
  const path = binary();
  if (path === undefined) throw new Error("there is no caddy on this machine");
  const home = await mkdtemp(join(tmpdir(), "parley-caddy-"));
  // Caddy does not report a port that it chose.
  const url = `http://127.0.0.1:${await freePort()}`;
  const child = spawn(path, ["run", "--adapter", "caddyfile", "--config", config], {
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      HOME: home,
      CADDY_ADMIN: "off",
      PARLEY_SITE: url,
      PARLEY_UPSTREAMS: upstreams.map((upstream) => new URL(upstream).host).join(" "),
    },
  });
  const serving = Promise.withResolvers<void>();
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
    if (said.includes("serving initial configuration")) serving.resolve();
  });
  const ended = once(child, "exit");
  child.on("exit", () => serving.reject(new Error(`caddy ended: ${said}`)));
  await serving.promise;
  return {
    url,
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await ended;
      await rm(home, { recursive: true });
    },
  };
}

/**
 * Extends a `describe` to suites that also need Caddy. If it is not installed the suite is skipped, and the run reports
 * it in one line; with `CI` set it fails.
 */
export function withCaddy(given: typeof describe | typeof describe.skip): typeof given {
  if (binary() !== undefined) return given;
  const reason = "Caddy suites do not run here: install caddy.";
  if (process.env["CI"] === "true") throw new Error(reason);
  console.warn(reason);
  return "skip" in given ? given.skip : given;
}

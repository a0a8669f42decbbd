import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { chromiumPath, launchChromium } from "../../apps/web/e2e/support/chromium.ts";
import { freePort } from "../../packages/embedded-postgres/src/free-port.ts";
import {
  consumerEnv,
  makeProjectsFolder,
  nodeProgram,
  type NodeVersion,
  root,
  succeed,
} from "./pack.ts";
import { type Browser, driveTwoUsers } from "./two-users.ts";

const folder = makeProjectsFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

/** The commands of the quick start, by what they are for. */
const [create = "", dev = ""] = [
  ...readFileSync(join(root, "docs/quick-start.md"), "utf8").matchAll(
    /^<!-- runs in \.ci\/consumers\/examples\.test\.ts -->\n\n```sh\n(.*?)^```$/gms,
  ),
].map(([, commands]) => commands);

/** Downloads are those of npm's cache. A program that it has installed before, in the same version, is none of these. */
async function useOwnCommandCache(): Promise<void> {
  const cache = (await succeed(folder, "npm", ["config", "get", "cache"])).trim();
  mkdirSync(join(folder, "cache"));
  symlinkSync(join(cache, "_cacache"), join(folder, "cache/_cacache"));
  vi.stubEnv("npm_config_cache", join(folder, "cache"));
}

const copyNext = () =>
  cpSync(join(root, "examples/next"), join(folder, "next"), {
    recursive: true,
    filter: (path) => !/\/(node_modules|\.next|\.data)$/.test(path),
  });

/** Starts a command in an example, on a PostgreSQL of its own. */
async function start(example: string, node: NodeVersion, command: readonly [string, ...string[]]) {
  const port = await freePort();
  const [program, ...args] = command;
  const child = spawn(program, args, {
    cwd: join(folder, example),
    env: { ...consumerEnv(nodeProgram(node)), PORT: String(port) },
    // A terminal sends its signals to a group of processes.
    detached: true,
  });
  const ended = once(child, "exit");
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data: Buffer) => void (printed += data.toString()));
  const url = `http://localhost:${port}`;
  return {
    url,
    printed: () => printed,
    /** Resolves when it has listened so many times. */
    listens: (times: number) =>
      vi.waitFor(() => {
        if (child.exitCode !== null) throw new Error(`${example} ended: ${printed}`);
        expect(printed.split(url).length - 1, printed).toBeGreaterThanOrEqual(times);
      }),
    /** Stops it as Ctrl+C does. */
    async stop() {
      process.kill(-(child.pid ?? 0), "SIGINT");
      await ended;
      const { signal, status } = { signal: child.signalCode, status: child.exitCode };
      // npm ends by the signal that it got.
      return signal === "SIGINT" || status === 0 || status === 130 ? "stopped" : printed;
    },
    /** Whether it has stopped its PostgreSQL. */
    hasStoppedDatabase: () =>
      vi.waitFor(() => {
        expect(existsSync(join(folder, example, ".data/postgres/postmaster.pid"))).toBe(false);
      }),
  };
}

const expected = {
  unread: { before: "1", after: null },
  isOtherTabSignedOut: true,
  faults: [],
};

describe.skipIf(chromiumPath === undefined)("the examples, installed from the packages", () => {
  let browser: Browser | undefined;
  const drive = (url: string) => {
    if (browser === undefined) throw new Error("no browser");
    return driveTwoUsers(browser, url);
  };

  beforeAll(async () => {
    // As the quick start says, and without a question whether to install what creates it.
    vi.stubEnv("npm_config_registry", inject("registry"));
    vi.stubEnv("npm_config_yes", "true");
    vi.stubEnv("npm_config_prefer_offline", "true");
    await useOwnCommandCache();
    await succeed(folder, "bash", ["-ec", create]);
    copyNext();
    await succeed(join(folder, "next"), "npm", ["install"]);
    browser = await launchChromium();
  });

  afterAll(() => browser?.close());

  test.each(["22.12", "24"] as const)(
    "EXA-2: the commands of the quick start lead two users on Node %s to each other, also after a change of the server",
    async (node) => {
      const server = await start("my-app", node, ["bash", "-ec", dev]);
      try {
        await server.listens(1);
        appendFileSync(join(folder, "my-app/server/main.ts"), "\n");
        await server.listens(2);
        expect(await drive(server.url)).toEqual(expected);
      } finally {
        expect(await server.stop()).toBe("stopped");
        await server.hasStoppedDatabase();
      }
    },
  );

  test.each([
    ["my-app", "22.12"],
    ["my-app", "24"],
    ["next", "22.12"],
    ["next", "24"],
  ] as const)(
    "EXA-2: in production two users of %s on Node %s sign in by the host, write, see what is unread, and sign out",
    async (example, node) => {
      const path = `PATH=${consumerEnv(nodeProgram(node))["PATH"]}`;
      await succeed(join(folder, example), "env", [path, "npm", "run", "build"]);
      const server = await start(example, node, ["npm", "start"]);
      try {
        await server.listens(1);
        expect(await drive(server.url)).toEqual(expected);
      } finally {
        expect(await server.stop()).toBe("stopped");
        await server.hasStoppedDatabase();
      }
    },
  );
});

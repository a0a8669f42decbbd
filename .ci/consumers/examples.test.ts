import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { chromiumPath, launchChromium } from "../../apps/web/e2e/support/chromium.ts";
import { freePort } from "../../packages/embedded-postgres/src/free-port.ts";
import { makeProjectsFolder, published, root, succeed, tarballOf } from "./pack.ts";
import { type Browser, driveTwoUsers } from "./two-users.ts";

const folder = makeProjectsFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

const tarball = (name: string) => join(inject("tarballs"), tarballOf(name));
const install = ["install", "--no-audit", "--no-fund", "--prefer-offline"];

/** Creates the example of Express as `npm create parley` does. */
async function createExpress(): Promise<void> {
  writeFileSync(join(folder, "package.json"), "{}");
  await succeed(folder, "npm", [...install, tarball("create-parley")]);
  await succeed(folder, join(folder, "node_modules/.bin/create-parley"), ["express"]);
}

const copyNext = () =>
  cpSync(join(root, "examples/next"), join(folder, "next"), {
    recursive: true,
    filter: (path) => !/\/(node_modules|\.next|\.data)$/.test(path),
  });

/** Installs an example, with the tarballs in the place of the registry, and builds it. */
async function build(example: string): Promise<void> {
  const path = join(folder, example, "package.json");
  const manifest: { dependencies: object } = JSON.parse(readFileSync(path, "utf8"));
  const parley = published.map((name) => [`@parley/${name}`, `file:${tarball(name)}`]);
  const dependencies = { ...manifest.dependencies, ...Object.fromEntries(parley) };
  writeFileSync(path, JSON.stringify({ ...manifest, dependencies }));
  await succeed(join(folder, example), "npm", install);
  await succeed(join(folder, example), "npm", ["run", "build"]);
}

/** Starts an example as its script `start` does, on a PostgreSQL of its own. */
async function start(example: string, program: string) {
  const { NODE_OPTIONS: _, DATABASE_URL: __, ...env } = process.env;
  const port = await freePort();
  const child = spawn(process.execPath, [program], {
    cwd: join(folder, example),
    env: { ...env, NODE_ENV: "production", PORT: String(port) },
  });
  const ended = once(child, "exit");
  let printed = "";
  const url = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data: Buffer) => {
      printed += data.toString();
      if (printed.includes(`http://localhost:${port}`)) url.resolve(`http://localhost:${port}`);
    });
  }
  child.on("exit", (code) => url.reject(new Error(`${example} ended with ${code}: ${printed}`)));
  return {
    url: await url.promise,
    async stop() {
      child.kill("SIGTERM");
      const [code] = await ended;
      return code === 0 ? "ended with 0" : printed;
    },
  };
}

describe.skipIf(chromiumPath === undefined)("the examples, installed from tarballs", () => {
  let browser: Browser | undefined;

  beforeAll(async () => {
    await createExpress();
    copyNext();
    await Promise.all(["express", "next"].map(build));
    browser = await launchChromium();
  });

  afterAll(() => browser?.close());

  test.each([
    ["express", "server/main.ts"],
    ["next", "server.ts"],
  ])(
    "EXA-2: in %s two users sign in by the host, write, see what is unread, and sign out",
    async (example, program) => {
      if (browser === undefined) throw new Error("no browser");
      const server = await start(example, program);
      try {
        expect(await driveTwoUsers(browser, server.url)).toEqual({
          unread: { before: "1", after: null },
          isOtherTabSignedOut: true,
          faults: [],
        });
      } finally {
        expect(await server.stop()).toBe("ended with 0");
      }
    },
  );
});

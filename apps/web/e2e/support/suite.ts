import { freePort } from "@parley/embedded-postgres/free-port";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, inject } from "vitest";
import { createDataDirectory, removeDataDirectory, startChildServer } from "./child-server.ts";
import type { ChildServer } from "./child-server.ts";
import { chromiumPath, launchChromium } from "./chromium.ts";
import { keepScreens } from "./keep-screens.ts";
import { leaveProfiles } from "./profiles.ts";
import { listPairs } from "./programme.ts";
import type { Pair } from "./programme.ts";

/** What the tests of one suite share: a browser, and a server with the demo programme. */
export interface Stage {
  readonly browser: Browser;
  readonly server: ChildServer;
  /** The next mentor and mentee who are not used together by another test of this suite. */
  nextPair(): Pair;
  /** Kills the server as a crash would; a later `restart` starts it again on the same port and data. */
  crash(): Promise<void>;
  restart(): Promise<void>;
}

/** Variables of a server, which may depend on its own address. */
type ServerEnv = Record<string, string> | ((url: string) => Promise<Record<string, string>>);

async function openStage(variables: ServerEnv) {
  const port = typeof variables === "function" ? await freePort() : 0;
  const env =
    typeof variables === "function" ? await variables(`http://127.0.0.1:${port}`) : variables;
  const isDemo = env["JWT_SECRET"] === undefined;
  const data = await createDataDirectory(isDemo ? inject("demoData") : undefined);
  let server = await startChildServer({ data, port, env });
  const browser = await launchChromium();
  const pairs = isDemo ? await listPairs(server.url) : [];
  const stage: Stage = {
    browser,
    get server() {
      return server;
    },
    nextPair() {
      const pair = pairs.shift();
      if (pair === undefined) throw new Error("The demo programme has no further pair");
      return pair;
    },
    crash: () => server.kill(),
    async restart() {
      server = await startChildServer({ data, port: server.port, env });
    },
  };
  const close = async () => {
    await browser.close();
    // A database survives the killed server: a new one takes it over and stops it gracefully.
    if (!server.isRunning()) await stage.restart();
    await server.stop();
    await removeDataDirectory(data);
  };
  return { stage, close };
}

/** Runs tests against a real server in a real browser; does nothing without a Chromium. */
export function browserSuite(
  title: string,
  tests: (stage: () => Stage) => void,
  env: ServerEnv = {},
): void {
  describe.skipIf(chromiumPath === undefined)(title, () => {
    let opened: Awaited<ReturnType<typeof openStage>> | undefined;
    beforeAll(async () => {
      opened = await openStage(env);
    });
    afterAll(() => opened?.close());
    afterEach(async ({ task }) => {
      const contexts = opened?.stage.browser.contexts() ?? [];
      if (task.result?.state === "fail") await keepScreens(contexts, task.name);
      if (opened !== undefined) await leaveProfiles(opened.stage.browser);
    });
    tests(() => {
      if (opened === undefined) throw new Error("The stage is not open");
      return opened.stage;
    });
  });
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import {
  type EmbeddedPostgres,
  startPostgres,
} from "../../packages/embedded-postgres/src/embedded-postgres.ts";
import { freePort } from "../../packages/embedded-postgres/src/free-port.ts";
import { fileOf, programs, type Sample, samples } from "../samples.ts";
import {
  consumerEnv,
  dependenciesOn,
  makeProjectsFolder,
  nodeProgram,
  nodeVersions,
  published,
  root,
  run,
  succeed,
  writeIn,
} from "./pack.ts";
import { sign } from "./projects.ts";

const folder = makeProjectsFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

const createsUsers = ({ code }: Sample) => code.includes("platform.sync");
const isTest = (code: string) => code.includes('from "vitest"');

const write = (path: string, text: string) => writeIn(folder, path, text);

const compilerOptions = {
  strict: true,
  noEmit: true,
  target: "es2024",
  module: "nodenext",
  lib: ["es2024", "esnext.disposable", "dom", "dom.iterable"],
  types: ["node", "vite/client"],
  jsx: "react-jsx",
  moduleDetection: "force",
  skipLibCheck: true,
};

/** What the samples import, and the types of that. */
const others = {
  "@testing-library/dom": "^10.0.0",
  "@testing-library/react": "^16.0.0",
  "@types/express": "^5.0.0",
  "@types/express-session": "^1.18.0",
  "@types/node": "^24.0.0",
  "@types/pg": "^8.15.0",
  "@types/react": "^19.0.0",
  "@types/react-dom": "^19.0.0",
  "@types/ws": "^8.18.0",
  express: "^5.2.0",
  "express-session": "^1.18.0",
  fastify: "^5.0.0",
  "happy-dom": "^20.0.0",
  jose: "^6.0.0",
  react: "^19.0.0",
  "react-dom": "^19.0.0",
  vite: "^8.0.0",
  vitest: "^5.0.0",
  ws: "^8.18.0",
};

beforeAll(async () => {
  const dependencies = { ...dependenciesOn(published), ...others };
  write("package.json", JSON.stringify({ private: true, type: "module", dependencies }));
  write(".npmrc", `registry=${inject("registry")}\nprefer-offline=true\n`);
  write("tsconfig.json", JSON.stringify({ compilerOptions, include: ["samples"] }));
  for (const sample of programs)
    write(
      `samples/${fileOf(sample, sample.language.replace("ts", isTest(sample.code) ? "test.ts" : "ts"))}`,
      sample.code,
    );
  for (const sample of samples)
    if (sample.language === "js") write(`scripts/${fileOf(sample)}`, sample.code);
  await succeed(folder, "npm", ["install", "--no-audit", "--no-fund"]);
});

test("SMP-1: every sample of the guides compiles against the packed packages", async () => {
  const { code, output } = await run(folder, join(root, "node_modules/.bin/tsc"), [
    "--pretty",
    "false",
  ]);
  expect(output).toBe("");
  expect(code).toBe(0);
});

test("SMP-1: every script of the guides is JavaScript, and says by what it is run, or why not", async () => {
  const scripts = samples.filter(({ language }) => language === "js");
  expect(scripts.length).toBeGreaterThan(0);
  for (const script of scripts) {
    expect(script.mark, `${script.path}:${script.line}`).toMatch(/^(runs in|not run:) /);
    await succeed(folder, nodeProgram("22.12"), ["--check", `scripts/${fileOf(script)}`]);
  }
});

test.each(nodeVersions)("SMP-2: the tests in the guides pass on Node %s", async (node) => {
  const cli = join(folder, "node_modules/vitest/vitest.mjs");
  const output = await succeed(folder, nodeProgram(node), [cli, "run", "--root", folder]);
  expect(output).toMatch(/Test Files +\d+ passed/);
});

/** Starts a program of the project, and returns its address once it answers. */
async function serve(program: string, databaseUrl: string | undefined) {
  const port = await freePort();
  const child = spawn(nodeProgram("22.12"), ["--experimental-strip-types", program], {
    cwd: folder,
    env: { ...consumerEnv(), DATABASE_URL: databaseUrl, PORT: String(port), JWT_SECRET: secret },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(child, "exit");
  let errors = "";
  child.stderr.on("data", (data: Buffer) => void (errors += data.toString()));
  const url = `http://127.0.0.1:${port}/parley/trpc`;
  await vi.waitFor(async () => {
    if (child.exitCode !== null) throw new Error(errors);
    expect((await fetch(`${url}/users.me`)).status).toBe(401);
  });
  return {
    url,
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

const secret = "a secret of this check, longer than thirty-two bytes";

const host = `import { parley } from "@parley/server";
import Fastify from "fastify";

const { PORT, DATABASE_URL: databaseUrl, JWT_SECRET: secret = "" } = process.env;
const app = Fastify();
await app.register(parley, { databaseUrl, jwt: { secret, issuer: "host", audience: "parley" } });
await app.listen({ port: Number(PORT) });
`;

/** The one that creates the users, and then the other samples that call a server and end. */
const callers = programs
  .filter(({ code }) => code.includes('"http://localhost:3000/trpc"') && /process\.env/.test(code))
  .toSorted((one, other) => Number(createsUsers(other)) - Number(createsUsers(one)));

describe("programs of the guides", () => {
  let database: EmbeddedPostgres | undefined;

  beforeAll(async () => {
    database = await startPostgres({ dataDir: join(folder, "data") });
  });
  afterAll(() => database?.stop());

  test("SMP-2: those that call a server do so, and end", async () => {
    write("host.ts", host);
    await using server = await serve("host.ts", database?.url);
    expect(callers.length).toBeGreaterThan(2);
    for (const sample of callers) {
      const code = sample.code.replace("http://localhost:3000/trpc", server.url);
      write("caller.ts", code.replace("dryRun: true", "dryRun: false"));
      const tokens = [
        `PARLEY_TOKEN=${sign(secret, { sub: "ada" })}`,
        `PARLEY_SERVICE_TOKEN=${sign(secret, { sub: "platform", scope: "parley:service" })}`,
      ];
      const command = [nodeProgram("22.12"), "--experimental-strip-types", "--no-warnings"];
      const { errors } = await run(folder, "env", [...tokens, ...command, "caller.ts"]);
      expect(errors, `${sample.path}:${sample.line}`).toBe("");
    }
  });

  test("SMP-2: the servers answer the users that they sign in", async () => {
    const servers = programs.filter(({ runsAs }) => runsAs?.includes("fixtures/mount-") === true);
    expect(servers.length).toBeGreaterThan(2);
    for (const sample of servers) {
      await using server = await serve(`samples/${fileOf(sample)}`, database?.url);
      const { headers: signedIn } = await fetch(new URL("/sign-in", server.url), {
        method: "POST",
      });
      const cookie = signedIn.get("set-cookie") ?? "user=ada";
      const answer = await fetch(`${server.url}/users.me`, { headers: { cookie } });
      expect(await answer.json()).toMatchObject({ result: { data: { id: "ada" } } });
    }
  });
});

import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestApi } from "@parley/api/testing/internals";
import { afterAll, expect, test } from "vitest";
import { buildApp } from "@parley/server/app";
import { createAuthenticator } from "@parley/server/auth";
import { createSharedKey, importSecret } from "@parley/server/auth/token-key";
import { createDemoSignIn, demoExpected, readDemoSecret } from "./demo-sign-in.ts";
import { loadDemoProgramme } from "@parley/demo/load-programme";
import { deciding, testSecret } from "@parley/server/testing/tokens";

const api = await createTestApi();
const folder = await mkdtemp(join(tmpdir(), "parley-demo-"));
await loadDemoProgramme({ db: api.platform.db, clock: api.clock });
const key = await importSecret(testSecret);
const demo = createDemoSignIn({ platform: api.platform, key });
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

test("the secret is created once, readable only by its owner", async () => {
  const dataDir = join(folder, "new");
  const first = await readDemoSecret(dataDir);
  expect(await readDemoSecret(dataDir)).toBe(first);
  expect((await stat(join(dataDir, "demo-secret"))).mode & 0o777).toBe(0o600);
  expect(await readDemoSecret(join(folder, "another"))).not.toBe(first);
});

test("a truncated secret is created again", async () => {
  const path = join(folder, "demo-secret");
  await writeFile(path, "short", { mode: 0o644 });
  const secret = await readDemoSecret(folder);
  expect(secret.length).toBeGreaterThanOrEqual(48);
  expect(await readFile(path, "utf8")).toBe(secret);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test("a demo user signs in for twelve hours", async () => {
  const { people } = await demo.people();
  const userId = people[0]?.person.id ?? "";
  const { token } = await demo.signIn({ userId });
  const { clock } = api;
  const { authenticate } = createAuthenticator({
    key: createSharedKey(key),
    expected: demoExpected,
    clock,
    maxLifetime: 86_400,
    createsUsers: false,
  });
  const expiresAt = new Date(clock.now().getTime() + 12 * 3_600_000);
  expect(await authenticate(token)).toMatchObject({
    status: "signed-in",
    session: { userId, expiresAt },
  });
});

test("no other user can sign in", async () => {
  await api.addPeople({ stranger: "ADMIN" });
  for (const userId of ["stranger", "nobody"]) {
    await expect(demo.signIn({ userId }), userId).rejects.toMatchObject({ reason: "not_found" });
  }
});

test("the demo procedures exist in demo mode only", async () => {
  const authenticate = () =>
    Promise.resolve({ status: "refused", reason: "not_signed_in" } as const);
  const product = await buildApp({ platform: api.platform, authenticator: deciding(authenticate) });
  const trial = await buildApp({
    platform: api.platform,
    authenticator: deciding(authenticate),
    demo,
  });
  const url = "/trpc/demo.people";
  expect((await product.inject({ url })).statusCode).toBe(404);
  const response = await trial.inject({ url });
  expect(response.statusCode).toBe(200);
  expect(response.json().result.data.people.length).toBeGreaterThan(10);
  await product.close();
  await trial.close();
});

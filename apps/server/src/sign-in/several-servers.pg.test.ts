import { createParleyClient } from "@parley/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { type Cluster, createCluster } from "../testing/cluster.ts";
import { createCodeSigner, createTestBrowser } from "../testing/sign-in-server.ts";

let cluster: Cluster;

beforeAll(async () => {
  cluster = await createCluster({
    people: { ada: "MENTOR", ben: "MENTEE" },
    group: { id: "circle", mentor: "ada", mentees: ["ben"] },
    env: () => ({
      PUBLIC_URL: "https://chat.example",
      SIGN_IN_URL: "https://platform.example/login",
    }),
  });
});
afterAll(() => cluster[Symbol.asyncDispose]());

const sign = createCodeSigner({ clock: { now: () => new Date() } });
const portOf = (address: string) => Number(new URL(address).port);
const sessionSchema = z.object({ status: z.literal("signed-in"), token: z.string() });

test("HND-3, HND-4, SES-3: servers of one database share sign-ins, codes and sessions; a sign-out on one closes sockets on the other", async () => {
  const [first, second] = await Promise.all([cluster.start(), cluster.start()]);
  const browser = createTestBrowser(portOf(first.address));
  const elsewhere = createTestBrowser(portOf(second.address));
  // The same browser, whose requests a load balancer sends to another server.
  const moveTo = (target: typeof browser, from: typeof browser) => {
    for (const [name, value] of from.cookies) target.cookies.set(name, value);
  };
  const { location } = await browser.go("/sign-in/start?way=platform");
  const back = new URL(location?.searchParams.get("redirect_uri") ?? "");
  back.searchParams.set("state", location?.searchParams.get("state") ?? "");
  back.searchParams.set("code", await sign("ada", location));
  moveTo(elsewhere, browser);
  const visited = await Promise.all([elsewhere.go(back), browser.go(back)]);
  const problems = visited.map((one) => one.location?.searchParams.get("sign-in"));
  expect(new Set(problems)).toEqual(new Set([null, "failed"]));
  const [winner, other] = problems[0] === null ? [elsewhere, browser] : [browser, elsewhere];
  moveTo(other, winner);

  const client = createParleyClient({
    url: `${second.address}/trpc`,
    token: async () => {
      const session = sessionSchema.safeParse(await browser.session());
      return session.success ? session.data.token : null;
    },
  });
  const { cursor, id } = await client.trpc.users.me.query();
  expect(id).toBe("ada");
  const reach = (status: string) =>
    new Promise<void>((resolve) => {
      client.connection.subscribe(() => {
        if (client.connection.get().status === status) resolve();
      });
    });
  const online = reach("online");
  client.listen({ cursor, onEvent: () => undefined, onSignal: () => undefined });
  await online;
  const signedOut = reach("signed-out");
  await browser.post("/sign-in/sign-out", { session: "current" });
  await signedOut;
  expect(await elsewhere.session()).toMatchObject({ status: "signed-out" });
  client.close();
});

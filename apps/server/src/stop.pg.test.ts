import { createTcpProxy } from "@parley/client/testing/tcp-proxy";
import { untilWaiting } from "@parley/api/testing/internals-vitest";
import { describePostgres } from "@parley/db/testing/describe-postgres";
import { afterAll, expect, test } from "vitest";
import { createCluster } from "./testing/cluster.ts";

const suite = await describePostgres();

suite("a stop while the database does not answer", () => {
  const cleanups = new AsyncDisposableStack();
  afterAll(() => cleanups.disposeAsync());

  async function openCluster(env: (database: { url: string }) => Record<string, string>) {
    const cluster = await createCluster({
      people: { ada: "MENTOR", ben: "MENTEE" },
      group: { id: "north", mentor: "ada", mentees: ["ben"] },
      env,
    });
    cleanups.use(cluster);
    return cluster;
  }

  test.concurrent("HTTP-10: a call that waits for a lock does not keep a stopped server from ending with 0", async () => {
    const cluster = await openCluster(() => ({}));
    const server = await cluster.start();
    const ada = await cluster.connect("ada", server.address);
    const locker = await cluster.database.db.$client.connect();
    cleanups.defer(() => locker.release(true));
    await locker.query(
      "begin; lock table parley.users, parley.conversations in access exclusive mode",
    );
    const call = ada.client.trpc.conversations.list.query({}).catch(() => undefined);
    await untilWaiting(cluster.database.db, 1);
    server.process.kill("SIGTERM");
    expect(await server.exited).toMatchObject({ code: 0 });
    ada.client.close();
    await call;
  });

  test.concurrent("HTTP-10: a server whose database is frozen ends with 0 once it is stopped", async () => {
    const toDatabase = await createTcpProxy();
    cleanups.use(toDatabase);
    const cluster = await openCluster(({ url }) => {
      toDatabase.serve([url]);
      const through = new URL(url);
      through.host = new URL(toDatabase.url).host;
      return { DATABASE_URL: through.href };
    });
    const server = await cluster.start();
    const ada = await cluster.connect("ada", server.address);
    expect(toDatabase.freeze(), "the server was connected to its database").toBeGreaterThan(0);
    const call = ada.client.trpc.conversations.list.query({}).catch(() => undefined);
    server.process.kill("SIGTERM");
    expect(await server.exited).toMatchObject({ code: 0 });
    ada.client.close();
    await call;
  });
});

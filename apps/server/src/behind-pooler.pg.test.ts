import { createPoolToPooler } from "@parley/db/testing/pool";
import { missingSettings } from "@parley/db/session-settings";
import { describePostgres } from "@parley/db/testing/describe-postgres";
import { administer } from "@parley/db/testing/administer";
import { type PgBouncer, startPgBouncer, withPgBouncer } from "@parley/db/testing/pgbouncer";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type Cluster, createCluster } from "./testing/cluster.ts";

const suite = withPgBouncer(await describePostgres());

suite("two servers on one PgBouncer in transaction mode", () => {
  let cluster: Cluster;
  let pooler: PgBouncer;
  let servers: Awaited<ReturnType<Cluster["start"]>>[];

  beforeAll(async () => {
    cluster = await createCluster({
      people: { ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE" },
      group: { id: "north", mentor: "ada", mentees: ["ben", "cleo"] },
      env: ({ url }) => ({ DATABASE_URL: pooler.url, DATABASE_DIRECT_URL: url }),
    });
    const { url } = cluster.database;
    const bare = createPoolToPooler(url, () => undefined);
    await administer(url, await missingSettings(bare));
    await bare.end();
    pooler = await startPgBouncer(url);
    servers = await Promise.all([cluster.start(), cluster.start()]);
  });
  // A client gets "internal"; only the log of its server has the cause.
  beforeEach(({ onTestFailed }) => {
    onTestFailed(() => console.error(servers.map((server) => server.printed()).join("\n")));
  });
  afterAll(async () => {
    await cluster[Symbol.asyncDispose]();
    await pooler[Symbol.asyncDispose]();
  });

  test("DBP-5: sends, streams, read marks, search, presence and the bus work through the pooler", async () => {
    const [one, other] = servers;
    const ada = await cluster.connect("ada", one?.address);
    const ben = await cluster.connect("ben", other?.address);
    const { id: conversationId } = await ben.client.trpc.conversations.open.mutate({
      userId: "ada",
    });
    const bodies = Array.from({ length: 60 }, (_, nth) => `by way of it ${nth}`);
    for (const [nth, body] of bodies.entries()) {
      (nth % 2 === 0 ? ben : ada).client.outbox.send({ conversationId, body });
    }
    for (const person of [ada, ben]) {
      await vi.waitFor(() => expect(person.bodies()).toHaveLength(bodies.length));
      expect(person.bodies().toSorted()).toEqual(bodies.toSorted());
      expect(person.cursors).toEqual(person.cursors.map((_, at) => (person.cursors[0] ?? 0) + at));
    }
    ben.client.outbox.send({ conversationId, body: "and one to be read" });
    await vi.waitFor(() => expect(ada.bodies()).toHaveLength(bodies.length + 1));
    await ada.client.trpc.messages.markRead.mutate({ conversationId, seq: bodies.length + 1 });
    await vi.waitFor(() => expect(ben.events.at(-1)?.type).toBe("conversation.read"));
    const found = await ada.client.trpc.messages.search.query({ text: "way of it 59" });
    expect(found.hits).toHaveLength(1);
    await vi.waitFor(() =>
      expect(ada.signals).toContainEqual(expect.objectContaining({ type: "presence" })),
    );
  });

  test("DBP-5: a pooler that crashes and restarts loses no message", async () => {
    const [one, other] = servers;
    const ada = await cluster.connect("ada", one?.address);
    const cleo = await cluster.connect("cleo", other?.address);
    const { id: conversationId } = await cleo.client.trpc.conversations.open.mutate({
      userId: "ada",
    });
    await pooler.kill();
    await vi.waitFor(async () => expect((await fetch(`${one?.address}/readyz`)).status).toBe(503));
    const bodies = Array.from({ length: 5 }, (_, nth) => `without it ${nth}`);
    for (const body of bodies) cleo.client.outbox.send({ conversationId, body });
    await pooler.restart();
    for (const person of [ada, cleo])
      await vi.waitFor(() => expect(person.bodies()).toEqual(bodies));
  });
});

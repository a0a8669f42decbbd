import { describePostgres } from "@parley/db/testing/describe-postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Caddy, startCaddy, withCaddy } from "./testing/caddy.ts";
import { type Cluster, createCluster } from "./testing/cluster.ts";
import { openRawSocket } from "@parley/server/testing/raw-socket";

const suite = withCaddy(await describePostgres());

const mentees = ["ben", "cleo", "dan"];

suite("two servers behind the Caddy of deploy/", () => {
  let cluster: Cluster;
  let servers: Awaited<ReturnType<Cluster["start"]>>[];
  let caddy: Caddy;

  beforeAll(async () => {
    cluster = await createCluster({
      people: { ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE", dan: "MENTEE" },
      group: { id: "north", mentor: "ada", mentees },
      env: () => ({
        BUS_URL: "postgres",
        SERVER_LEASE_SECONDS: "2",
        TRUSTED_PROXIES: "127.0.0.0/8",
      }),
    });
    servers = await Promise.all([cluster.start(), cluster.start()]);
    caddy = await startCaddy(servers.map(({ address }) => address));
  });
  afterAll(async () => {
    await caddy[Symbol.asyncDispose]();
    await cluster[Symbol.asyncDispose]();
  });

  test("DEP-3: a page of this origin gets a socket, a page of another gets none", async () => {
    const address = `${caddy.url.replace("http", "ws")}/trpc?connectionParams=1`;
    const own = await openRawSocket(address, { origin: caddy.url });
    own.ws.terminate();
    await expect(openRawSocket(address, { origin: "http://elsewhere.example" })).rejects.toThrow(
      "403",
    );
  });

  test("DEP-3: sockets are distributed over the servers, and kill -9 of one loses no message", async () => {
    const crew = await Promise.all(["ada", ...mentees].map((id) => cluster.connect(id, caddy.url)));
    const { $client } = cluster.database.db;
    const spread = async () =>
      (
        await $client.query<{ people: number }>(
          "select count(*)::int as people from parley.presences group by server_id order by 1",
        )
      ).rows.map(({ people }) => people);
    await vi.waitFor(async () => expect(await spread()).toEqual([2, 2]));

    const [ada] = crew;
    const { conversations } = (await ada?.client.trpc.conversations.list.query({})) ?? {};
    const conversationId = conversations?.find((each) => each.with.kind === "group")?.id ?? "";
    const bodies = crew.flatMap(({ id, client }) =>
      Array.from({ length: 40 }, (_, nth) => {
        const body = `${id} ${nth}`;
        client.outbox.send({ conversationId, body });
        return body;
      }),
    );
    await vi.waitFor(() => expect(ada?.bodies().length).toBeGreaterThan(10));
    const [victim] = servers;
    victim?.process.kill("SIGKILL");
    await victim?.exited;
    expect(victim?.process.signalCode).toBe("SIGKILL");

    for (const person of crew) {
      await vi.waitFor(() => expect(person.bodies()).toHaveLength(bodies.length));
      expect(person.bodies().toSorted()).toEqual(bodies.toSorted());
      const unsent = person.client.outbox.entries
        .get()
        .filter(({ state }) => state.status !== "sent");
      expect(unsent).toEqual([]);
    }
    expect(
      crew.filter(({ states }) => states.includes("offline")).length,
      "some were cut off",
    ).toBeGreaterThan(0);
    const { rows } = await $client.query("select count(*)::int as count from parley.messages");
    expect(rows).toEqual([{ count: bodies.length }]);
  });
});

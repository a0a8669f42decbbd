import { describePostgres } from "@parley/db/testing/describe-postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Cluster, createCluster, type Person } from "./testing/cluster.ts";

const suite = await describePostgres();

const everybody = ["ada", "ben", "cleo"] as const;

suite("a network that fails before two servers", () => {
  let cluster: Cluster;
  let crew: Person[];
  let conversationId: string;

  beforeAll(async () => {
    cluster = await createCluster({
      people: { ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE" },
      group: { id: "north", mentor: "ada", mentees: ["ben", "cleo"] },
      env: () => ({ BUS_URL: "postgres" }),
    });
    const servers = await Promise.all([cluster.start(), cluster.start()]);
    cluster.balancer.serve(servers.map(({ address }) => address));
    crew = await Promise.all(everybody.map((id) => cluster.connect(id)));
    const { conversations } = (await crew[0]?.client.trpc.conversations.list.query({})) ?? {};
    conversationId = conversations?.find((each) => each.with.kind === "group")?.id ?? "";
  });
  afterAll(() => cluster[Symbol.asyncDispose]());

  const isOnline = ({ client }: Person) => client.connection.get().status === "online";
  const untilOnline = () => vi.waitFor(() => expect(crew.map(isOnline)).not.toContain(false));

  function writeAll(label: string, each: number): string[] {
    return crew.flatMap(({ id, client }) =>
      Array.from({ length: each }, (_, nth) => {
        const body = `${label} ${id} ${nth}`;
        client.outbox.send({ conversationId, body });
        return body;
      }),
    );
  }

  /** Each once, for every recipient, and every number of their streams. */
  async function expectWhole(label: string, bodies: readonly string[]) {
    for (const person of crew) {
      const got = () => person.bodies().filter((body) => body.startsWith(label));
      await vi.waitFor(() => expect(got()).toHaveLength(bodies.length));
      expect(got().toSorted()).toEqual(bodies.toSorted());
      const [first = 0] = person.cursors;
      expect(person.cursors).toEqual(person.cursors.map((_, at) => first + at));
    }
    const { rows } = await cluster.database.db.$client.query<{ count: number }>(
      "select count(*)::int as count from parley.messages where body like $1",
      [`${label} %`],
    );
    expect(rows[0]?.count).toBe(bodies.length);
  }

  test("OUT-5, BUS-2: disconnected ten times while all write, each client reconnects to any server, and receives everything once", async () => {
    await untilOnline();
    const bodies = writeAll("cut", 60);
    let cuts = 0;
    for (let round = 1; round <= 10; round += 1) {
      const before = crew[0]?.bodies().length ?? 0;
      const seen = crew.map(({ states }) => states.length);
      cuts += cluster.balancer.cut() > 0 ? 1 : 0;
      const noticed = () => crew.map(({ states }, at) => states.length > (seen[at] ?? 0));
      await vi.waitFor(() => expect(noticed()).not.toContain(false));
      await untilOnline();
      await vi.waitFor(() =>
        expect(crew[0]?.bodies().length ?? 0).toBeGreaterThan(Math.min(before, bodies.length - 1)),
      );
    }
    expect(cuts, "it was cut").toBe(10);
    await expectWhole("cut", bodies);
  });

  test("OUT-5, BUS-2: half-open connections are replaced, and nothing is lost or duplicated", async () => {
    await untilOnline();
    const seen = crew.map(({ states }) => states.length);
    expect(cluster.balancer.freeze(), "something was connected").toBeGreaterThan(0);
    const bodies = writeAll("frozen", 10);
    await expectWhole("frozen", bodies);
    const lost = crew.filter(({ states }, at) => states.slice(seen[at]).includes("offline"));
    expect(lost, "everybody noticed").toHaveLength(crew.length);
  });
});

import { once } from "node:events";
import { connect } from "node:net";
import { describeNats, type NatsServer, startNatsServer } from "@parley/api/testing/nats-server";
import { describePostgres } from "@parley/db/testing/describe-postgres";
import { administer } from "@parley/db/testing/administer";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Cluster, createCluster, type Person } from "./testing/cluster.ts";

const onPostgres = await describePostgres();
const onNats = await describeNats();

const people = {
  ada: "MENTOR",
  ben: "MENTEE",
  cleo: "MENTEE",
  dan: "MENTEE",
  eve: "MENTEE",
  fay: "MENTEE",
  root: "ADMIN",
} as const;
const group = { id: "north", mentor: "ada", mentees: ["ben", "cleo", "dan", "eve", "fay"] };

async function isListening(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const answer = await once(socket, "connect").then(
    () => true,
    () => false,
  );
  socket.destroy();
  return answer;
}

interface BusFault {
  readonly url: (database: { url: string }) => string;
  /** Breaks the bus of every server, and verifies it. The result repairs it. */
  readonly breakBus: (cluster: Cluster) => Promise<() => Promise<void>>;
}

/** Tests of several servers, over any transport. */
function severalServers({ url, breakBus }: BusFault): void {
  let cluster: Cluster;
  let one: Awaited<ReturnType<Cluster["start"]>>;
  let other: typeof one;
  let groupConversation: string;

  beforeAll(async () => {
    cluster = await createCluster({
      people,
      group,
      env: (database) => ({ BUS_URL: url(database), SERVER_LEASE_SECONDS: "2" }),
    });
    [one, other] = await Promise.all([cluster.start(), cluster.start()]);
    cluster.balancer.serve([one.address, other.address]);
  });
  afterAll(() => cluster[Symbol.asyncDispose]());

  const send = (person: Person, body: string) =>
    person.client.outbox.send({ conversationId: groupConversation, body });
  const untilOnline = (...them: readonly Person[]) =>
    vi.waitFor(() =>
      expect(them.map(({ client }) => client.connection.get().status)).not.toContain("connecting"),
    );
  const isDense = ({ cursors }: Person) =>
    cursors.every((cursor, at) => at === 0 || cursor === (cursors[at - 1] ?? 0) + 1);
  const sawPresence = (viewer: Person, userId: string, state: "online" | "offline") =>
    viewer.signals.some(
      (signal) =>
        signal.type === "presence" &&
        signal.presence.userId === userId &&
        signal.presence.state === state,
    );

  test("BUS-2: messages sent at one server arrive at another, each once and in order", async () => {
    const ada = await cluster.connect("ada", one.address);
    const ben = await cluster.connect("ben", other.address);
    await untilOnline(ada, ben);
    const { conversations } = await ada.client.trpc.conversations.list.query({});
    groupConversation = conversations.find((each) => each.with.kind === "group")?.id ?? "";
    const { id } = await ben.client.trpc.conversations.open.mutate({ userId: "ada" });
    const bodies = Array.from({ length: 50 }, (_, nth) => `from ben ${nth}`);
    for (const body of bodies) ben.client.outbox.send({ conversationId: id, body });
    await vi.waitFor(() => expect(ada.bodies()).toEqual(bodies));
    ada.client.outbox.send({ conversationId: id, body: "from ada" });
    await vi.waitFor(() => expect(ben.bodies()).toEqual([...bodies, "from ada"]));
    expect(isDense(ada) && isDense(ben)).toBe(true);
    // A change without an inline event, read from the log at both.
    await ada.client.trpc.messages.react.mutate({ conversationId: id, seq: 1, emoji: "👍" });
    await vi.waitFor(() => expect(ben.events.at(-1)?.type).toBe("message.reacted"));
  });

  test("BUS-3: typing and presence are seen across servers", async () => {
    const ada = await cluster.connect("ada", one.address);
    const cleo = await cluster.connect("cleo", other.address);
    await vi.waitFor(() => expect(sawPresence(ada, "cleo", "online")).toBe(true));
    await vi.waitFor(() => expect(sawPresence(cleo, "ada", "online")).toBe(true));
    await cleo.client.trpc.events.setTyping.mutate({
      conversationId: groupConversation,
      typing: true,
    });
    await vi.waitFor(() =>
      expect(ada.signals).toContainEqual(
        expect.objectContaining({ type: "typing", userId: "cleo" }),
      ),
    );
  });

  test("BUS-4: an account that is closed at one server loses its sockets at another", async () => {
    const root = await cluster.connect("root", one.address);
    const fay = await cluster.connect("fay", other.address);
    await vi.waitFor(() => expect(fay.client.connection.get().status).toBe("online"));
    await root.client.trpc.users.deactivate.mutate({ userId: "fay" });
    await vi.waitFor(() =>
      expect(fay.client.connection.get()).toEqual({ status: "signed-out", reason: "refused" }),
    );
  });

  test("BUS-7: while the bus is broken nothing is lost, and all of it arrives", async () => {
    const ada = await cluster.connect("ada", one.address);
    const ben = await cluster.connect("ben", other.address);
    await untilOnline(ada, ben);
    const mend = await breakBus(cluster);
    const bodies = Array.from({ length: 10 }, (_, nth) => `into the dark ${nth}`);
    for (const body of bodies) send(ada, body);
    await vi.waitFor(() => expect(ada.bodies()).toEqual(bodies));
    await mend();
    await vi.waitFor(() => expect(ben.bodies()).toEqual(bodies));
    expect(isDense(ben)).toBe(true);
  });

  test("EVT-7: a database outage at every server loses and duplicates nothing", async () => {
    const ada = await cluster.connect("ada", one.address);
    const dan = await cluster.connect("dan", other.address);
    await untilOnline(ada, dan);
    const { url: address } = cluster.database;
    const name = new URL(address).pathname.slice(1);
    const admin = Object.assign(new URL(address), { pathname: "/postgres" }).href;
    await administer(admin, `alter database ${name} with allow_connections false`);
    await administer(
      admin,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
    );
    const readiness = await Promise.all(
      [one, other].map(async (server) => (await fetch(`${server.address}/readyz`)).status),
    );
    expect(readiness, "the database is away").toEqual([503, 503]);
    const bodies = Array.from({ length: 5 }, (_, nth) => `without a database ${nth}`);
    for (const body of bodies) send(dan, body);
    await vi.waitFor(() => expect(dan.client.outbox.entries.get()).toHaveLength(5));
    await administer(admin, `alter database ${name} with allow_connections true`);
    await vi.waitFor(() => expect(ada.bodies()).toEqual(bodies));
    await vi.waitFor(() => expect(dan.bodies()).toEqual(bodies));
    expect(isDense(ada) && isDense(dan)).toBe(true);
  });

  const senders = ["ada", "ben", "cleo", "dan"];
  /** Everyone writes through the load balancer while a server fails. */
  async function writeThrough(label: string, incident: () => Promise<void>) {
    const crew = await Promise.all(senders.map((id) => cluster.connect(id)));
    await untilOnline(...crew);
    const bodies = crew.flatMap((person) =>
      Array.from({ length: 40 }, (_, nth) => {
        const body = `${label} ${person.id} ${nth}`;
        send(person, body);
        return body;
      }),
    );
    await vi.waitFor(() => expect(crew[0]?.bodies().length).toBeGreaterThan(10));
    await incident();
    for (const person of crew) {
      await vi.waitFor(() => expect(person.bodies()).toHaveLength(bodies.length));
      expect(person.bodies().toSorted()).toEqual(bodies.toSorted());
      expect(isDense(person)).toBe(true);
      expect(
        person.client.outbox.entries.get().filter(({ state }) => state.status === "failed"),
      ).toEqual([]);
    }
    const { rows } = await cluster.database.db.$client.query<{ count: number }>(
      "select count(*)::int as count from parley.messages where body like $1",
      [`${label} %`],
    );
    expect(rows[0]?.count).toBe(bodies.length);
    return crew;
  }

  test("SIG-7: after kill -9 of one server its clients continue at the other, nothing is lost or duplicated, and users who do not return are offline", async () => {
    const watcher = await cluster.connect("ada", other.address);
    const eve = await cluster.connect("eve", one.address);
    await vi.waitFor(() => expect(sawPresence(watcher, "eve", "online")).toBe(true));
    const crew = await writeThrough("kill", async () => {
      cluster.balancer.serve([other.address]);
      one.process.kill("SIGKILL");
      await one.exited;
      expect(one.process.signalCode).toBe("SIGKILL");
      expect(sawPresence(watcher, "eve", "offline"), "not before the lease ran out").toBe(false);
    });
    expect(
      crew.filter(({ states }) => states.includes("offline")).length,
      "some were cut off",
    ).toBeGreaterThan(0);
    await vi.waitFor(() => expect(sawPresence(watcher, "eve", "offline")).toBe(true));
    eve.client.close();
  });

  test("BUS-11: a server that is stopped, while another takes over, loses no message", async () => {
    one = await cluster.start();
    cluster.balancer.serve([one.address, other.address]);
    await writeThrough("drain", async () => {
      cluster.balancer.serve([one.address]);
      other.process.kill("SIGTERM");
      expect(await other.exited).toMatchObject({ code: 0 });
    });
  });
}

onPostgres("several servers, notified over PostgreSQL", () => {
  severalServers({
    url: () => "postgres",
    async breakBus({ database }) {
      const { rows } = await database.db.$client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'parley bus' and datname = current_database()",
      );
      if (rows.length < 2) throw new Error("the connections were not cut");
      return async () => undefined;
    },
  });
});

onNats("several servers, their news over NATS", () => {
  let nats: NatsServer;
  beforeAll(async () => {
    nats = await startNatsServer();
  });
  afterAll(() => nats[Symbol.asyncDispose]());

  severalServers({
    url: () => nats.url,
    async breakBus() {
      await nats.kill();
      if (await isListening(nats.url)) throw new Error("NATS is still there");
      return () => nats.restart();
    },
  });
});

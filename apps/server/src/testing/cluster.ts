import { createTcpProxy, type TcpProxy } from "@parley/client/testing/tcp-proxy";
import { addGroup, addPeople, type GroupSpec } from "@parley/api/testing/people";
import { createParleyClient, type ParleyClient } from "@parley/client";
import type { Signal, StreamEvent } from "@parley/contract/events";
import type { Role } from "@parley/contract/people";
import { createTestDatabase } from "@parley/db/testing";
import { type ChildServer, startChildServer } from "./child-server.ts";
import { createSigner, testExpected, testSecret } from "@parley/server/testing/tokens";

/** A user with a client, recording what it receives. */
export interface Person {
  readonly id: string;
  readonly client: ParleyClient;
  readonly events: StreamEvent[];
  readonly cursors: number[];
  readonly signals: Signal[];
  /** The states of the connection. */
  readonly states: string[];
  /** Bodies of the received messages, in order. */
  bodies(): string[];
}

/** Real server processes on one PostgreSQL, and a load balancer in front of them. */
export interface Cluster extends AsyncDisposable {
  readonly database: Awaited<ReturnType<typeof openDatabase>>;
  readonly balancer: TcpProxy;
  start(): Promise<ChildServer & { readonly address: string }>;
  /** Connects through the load balancer, or to one server. */
  connect(userId: string, address?: string): Promise<Person>;
}

const openDatabase = () => createTestDatabase({ engine: "postgres" });

const sign = createSigner({ now: () => new Date() });

async function openPerson(url: string, id: string): Promise<Person> {
  const client = createParleyClient({ url: `${url}/trpc`, token: () => sign(id) });
  const heard = { events: [] as StreamEvent[], cursors: [] as number[], signals: [] as Signal[] };
  const states: string[] = [];
  client.connection.subscribe(() => states.push(client.connection.get().status));
  const { cursor } = await client.trpc.users.me.query();
  client.listen({
    cursor,
    onEvent(event, at) {
      heard.events.push(event);
      heard.cursors.push(Number(at));
    },
    onSignal: (signal) => heard.signals.push(signal),
  });
  const bodies = () =>
    heard.events.flatMap((event) =>
      event.type === "message.created" ? [event.message.body ?? ""] : [],
    );
  return { id, client, ...heard, states, bodies };
}

export async function createCluster(options: {
  readonly people: Readonly<Record<string, Role>>;
  readonly group: GroupSpec;
  readonly env: (database: { url: string }) => Readonly<Record<string, string>>;
}): Promise<Cluster> {
  const database = await openDatabase();
  await addPeople(database.db, options.people);
  await addGroup(database.db, options.group, new Date());
  const balancer = await createTcpProxy();
  const children = new Set<ChildServer>();
  const clients = new Set<ParleyClient>();
  return {
    database,
    balancer,
    async start() {
      const child = startChildServer({
        DATABASE_URL: database.url,
        JWT_SECRET: testSecret,
        JWT_ISSUER: testExpected.issuer,
        JWT_AUDIENCE: testExpected.audience,
        HOST: "127.0.0.1",
        ...options.env(database),
      });
      children.add(child);
      void child.exited.then(() => children.delete(child));
      return Object.assign(child, { address: await child.url });
    },
    async connect(userId, address = balancer.url) {
      const person = await openPerson(address, userId);
      clients.add(person.client);
      return person;
    },
    async [Symbol.asyncDispose]() {
      for (const client of clients) client.close();
      const ending = [...children].map(async (child) => {
        child.process.kill("SIGKILL");
        await child.exited;
      });
      await Promise.all(ending);
      await balancer[Symbol.asyncDispose]();
      await database.close();
    },
  };
}

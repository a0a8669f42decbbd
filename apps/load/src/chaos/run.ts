import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createTcpProxy, type TcpProxy } from "@parley/client/testing/tcp-proxy";
import { administer } from "@parley/db/testing/administer";
import { createChance } from "../bench/seed/chance.ts";
import { type Child, startChild } from "../bench/processes/child.ts";
import { type Database, startDatabase } from "../bench/processes/database.ts";
import { findNats, startNats } from "../bench/processes/nats.ts";
import { treeOf } from "../bench/processes/process-tree.ts";
import { parleyEnv } from "../bench/processes/subjects.ts";
import { seedGroup } from "../bench/seed/group.ts";
import { seedDataset } from "../bench/seed/dataset.ts";
import { type ChaosUsers, startUsers } from "./users.ts";
import { findViolations, type History, type Stored, type Violation } from "./history.ts";

const faultNames = [
  "kill",
  "cut",
  "half-open",
  "delay",
  "freeze",
  "read-only",
  "nats",
  "drain",
] as const;
export type FaultName = (typeof faultNames)[number];

export interface ChaosOptions {
  readonly seed: number;
  /** How long faults are injected; each starts once all users recovered from the one before. */
  readonly seconds: number;
  /** The faults of the run, in order; all of them, in an order of the seed, by default. */
  readonly faults?: readonly FaultName[];
  readonly say?: (line: string) => void;
}

export interface FaultRecord {
  readonly name: FaultName;
  /** Milliseconds from the end of the fault until every writer had a response in every conversation. */
  readonly recovery: number;
}

export interface ChaosResult {
  readonly acknowledged: number;
  readonly faults: readonly FaultRecord[];
  readonly violations: readonly Violation[];
  /** Refusals, and exit codes other than 0 after SIGTERM: what no fault explains. */
  readonly complaints: readonly string[];
}

const main = fileURLToPath(new URL("../../../server/src/main.ts", import.meta.url));
const shared = { kind: "shared", why: "nothing is measured against a core here" } as const;
const PEOPLE = 6;
const NAME = "chaos";
/** Options of a session that can still write when the database is read-only. */
const writable = "-c default_transaction_read_only=off";

interface Server {
  readonly child: Child;
  readonly url: string;
}

/** Everything into which a fault can be injected. */
interface World {
  readonly database: Database;
  readonly network: TcpProxy;
  readonly servers: Server[];
  readonly complaints: string[];
  readonly chance: (below: number) => number;
  startServer(): Promise<void>;
  /** The NATS server: absent on a machine without it, and then its faults are skipped. */
  nats: { readonly port: number; child: Child; start(): Promise<Child> } | undefined;
}

const show = ({ network, servers }: World) => network.serve(servers.map(({ url }) => url));

function takeServer(world: World): Server {
  const [server] = world.servers.splice(world.chance(world.servers.length), 1);
  if (server === undefined) throw new Error("no server runs");
  show(world);
  return server;
}

/** Suspends and resumes every process of the database. */
function signalDatabase({ database }: World, signal: "SIGSTOP" | "SIGCONT"): void {
  for (const pid of treeOf(database.pid)) if (pid !== database.pid) process.kill(pid, signal);
}

async function setReadOnly({ database }: World, isReadOnly: boolean): Promise<void> {
  const url = database.urlOf("postgres");
  await administer(
    url,
    `alter system ${isReadOnly ? "set default_transaction_read_only = on" : "reset default_transaction_read_only"}`,
    writable,
  );
  await administer(url, "select pg_reload_conf()", writable);
}

const lasts = ({ chance }: World) => pause(1_000 + chance(2_000));

const faults: Readonly<Record<FaultName, (world: World) => Promise<void>>> = {
  async kill(world) {
    await takeServer(world).child.kill();
    await world.startServer();
  },
  async cut(world) {
    if (world.network.cut() === 0) throw new Error("there was no connection to cut");
  },
  async "half-open"(world) {
    if (world.network.freeze() === 0) throw new Error("there was no connection to freeze");
    await lasts(world);
    // As a router drops an idle connection.
    world.network.cut();
  },
  async delay(world) {
    world.network.delay(50 + world.chance(200));
    await lasts(world);
    world.network.delay(0);
  },
  async freeze(world) {
    signalDatabase(world, "SIGSTOP");
    await lasts(world).finally(() => signalDatabase(world, "SIGCONT"));
  },
  async "read-only"(world) {
    await setReadOnly(world, true);
    try {
      await lasts(world);
    } finally {
      await setReadOnly(world, false);
    }
  },
  async nats(world) {
    if (world.nats === undefined) return;
    await world.nats.child.kill();
    await lasts(world);
    world.nats.child = await world.nats.start();
  },
  async drain(world) {
    await world.startServer();
    const { child } = takeServer(world);
    const exited = once(child.process, "exit");
    child.process.kill("SIGTERM");
    await exited;
    const { exitCode, signalCode } = child.process;
    if (exitCode !== 0)
      world.complaints.push(
        `after SIGTERM a server ended with ${exitCode ?? signalCode}: ${child.said().slice(-500)}`,
      );
  },
};

async function startNatsOf(): Promise<World["nats"]> {
  const program = findNats();
  if (program === undefined) return undefined;
  const child = await startNats(program, shared);
  const port = Number(new URL(child.url).port);
  const start = async () => {
    const again = startChild({
      command: [program, "-a", "127.0.0.1", "-p", String(port)],
      env: {},
    });
    await again.line(/Server is ready/);
    return again;
  };
  return { port, child, start };
}

/** The participants of each conversation. */
async function conversationsOf(database: Database): Promise<Map<string, string[]>> {
  const rows = await database.run<{ user_id: string; ids: string[] }>(
    NAME,
    "select user_id, array_agg(conversation_id::text order by conversation_id) as ids from parley.participants group by user_id order by user_id",
  );
  return new Map(rows.map(({ user_id: id, ids }) => [id, ids]));
}

/** The number of the last event of each stream. */
async function headsOf(database: Database): Promise<Map<string, number>> {
  const rows = await database.run<{ id: string; head: number }>(
    NAME,
    "select user_id as id, head::int as head from parley.streams",
  );
  return new Map(rows.map(({ id, head }) => [id, head]));
}

const storedIn = (database: Database) =>
  database.run<Stored>(
    NAME,
    `select id, conversation_id as "conversationId", seq from parley.messages order by conversation_id, seq`,
  );

async function createWorld(
  database: Database,
  { seed, closing }: { seed: number; closing: AsyncDisposableStack },
): Promise<World> {
  await database.create(NAME);
  await seedDataset(database.urlOf(NAME), { people: PEOPLE, reach: 1 });
  await seedGroup(database, NAME, { members: PEOPLE });
  const nats = await startNatsOf();
  const network = closing.use(await createTcpProxy());
  const bus = nats === undefined ? "postgres" : `nats://127.0.0.1:${nats.port}`;
  const env = parleyEnv({
    databaseUrl: database.urlOf(NAME),
    env: { BUS_URL: bus, LOG_LEVEL: "error" },
  });
  const servers: Server[] = [];
  const world: World = {
    database,
    network,
    servers,
    complaints: [],
    chance: createChance(seed),
    nats,
    async startServer() {
      const child = startChild({ command: [process.execPath, main], env });
      closing.defer(child.kill);
      servers.push({ child, url: await child.line(/Parley is ready at (\S+)/) });
      show(world);
    },
  };
  closing.defer(async () => world.nats?.child.stop());
  await world.startServer();
  await world.startServer();
  return world;
}

/** The names of the faults in an order of the seed, without end. */
function* inTurn({ faults: chosen }: ChaosOptions, { chance, nats }: World): Generator<FaultName> {
  const names = chosen ?? faultNames.filter((name) => name !== "nats" || nats !== undefined);
  for (;;) {
    const left = [...names];
    if (chosen !== undefined) yield* left;
    else while (left.length > 0) yield* left.splice(chance(left.length), 1);
  }
}

async function harm(
  world: World,
  { crew, options }: { crew: ChaosUsers; options: ChaosOptions },
): Promise<FaultRecord[]> {
  const records: FaultRecord[] = [];
  const end = performance.now() + options.seconds * 1_000;
  for (const name of inTurn(options, world)) {
    if (
      performance.now() >= end ||
      (options.faults !== undefined && records.length === options.faults.length)
    )
      return records;
    await faults[name](world);
    const since = performance.now();
    await crew.recovered();
    const recovery = performance.now() - since;
    records.push({ name, recovery });
    options.say?.(
      `${name.padEnd(10)} recovered after ${(recovery / 1_000).toFixed(2)} s, ${crew.acknowledged} acknowledged`,
    );
  }
  return records;
}

/**
 * Runs two servers, a PostgreSQL and a NATS, lets six users write to each other continuously through a proxy, and
 * injects the faults of the seed. The users' histories are checked at the end.
 */
export async function runChaos(folder: string, options: ChaosOptions): Promise<ChaosResult> {
  await using closing = new AsyncDisposableStack();
  const database = await startDatabase(folder, shared);
  closing.defer(database.stop);
  const world = await createWorld(database, { seed: options.seed, closing });
  // How often users write depends on the machine, and must not affect the faults.
  const writing = createChance(options.seed + 1);
  const crew = await startUsers({
    url: world.network.url,
    conversations: await conversationsOf(database),
    pause: () => 10 + writing(90),
  });
  closing.defer(async () => crew.close());
  await crew.recovered();
  const records = await harm(world, { crew, options });
  await crew.rest();
  const stored = await storedIn(database);
  await crew.caughtUp(await headsOf(database));
  const history: History = { sent: crew.sent(), readers: crew.readers(), stored };
  return {
    acknowledged: crew.acknowledged,
    faults: records,
    violations: findViolations(history),
    complaints: [...world.complaints, ...crew.refusals()],
  };
}

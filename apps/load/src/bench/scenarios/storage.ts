import { sessionConfig } from "@parley/db/session-settings";
import pg from "pg";
import { indexForSearch } from "../seed/index-for-search.ts";
import { type BenchContext, RUN, withServers } from "./context.ts";
import { describe } from "./describe.ts";
import type { RelationBytes, Storage, StoredBytes } from "./results.ts";

/** Few conversations, so that their messages fill blocks of the search index. */
const dataset = { people: 20, reach: 5 };
const UNDER_WAY = 64;

/** As Prisma creates it for a model with these fields and this index. */
const referenceTables = [
  `create schema reference`,
  `create table reference.messages (id uuid primary key default gen_random_uuid(), conversation_id uuid not null,
     sender_id text not null, body text not null, created_at timestamp(3) not null default current_timestamp)`,
  `create index messages_page on reference.messages (conversation_id, created_at)`,
];

interface Relation extends Record<string, unknown> {
  readonly name: string;
  readonly node: number;
  readonly is_index: boolean;
  readonly bytes: number;
}

/** Sizes of the tables and indexes of a schema; of a partitioned one, those of its partitions together. */
const sizes = `
  select coalesce(i.inhparent, c.oid)::regclass::text as name, c.relkind = 'i' as is_index, c.relfilenode::int8::int as node,
    case when c.relkind = 'i' then pg_relation_size(c.oid) else pg_table_size(c.oid) end::float8 as bytes
  from pg_class c left join pg_inherits i on i.inhrelid = c.oid
  where c.relnamespace = to_regnamespace($1) and c.relkind in ('r', 'i')`;

/** Bytes of the write-ahead log by relation: data of its pages, and the rest of each record for its first one. */
const walByNode = `
  select relfilenode::int8::int as node,
    sum(block_data_length + case when block_id = 0 then record_length - all_data else 0 end)::float8 as records,
    sum(block_fpi_length)::float8 as pages
  from (
    select b.*, sum(block_data_length + block_fpi_length) over (partition by start_lsn) as all_data
    from public.pg_get_wal_block_info($1::pg_lsn, $2::pg_lsn) b) b
  where reldatabase = (select oid from pg_database where datname = current_database())
  group by relfilenode`;

interface WalRow extends Record<string, unknown> {
  readonly node: number;
  readonly records: number;
  readonly pages: number;
}

/** What `write` adds to the relations of a schema, for each of the messages that it returns. */
async function measureGrowth(
  { database }: BenchContext,
  schema: string,
  write: () => Promise<number>,
): Promise<StoredBytes & { messages: number }> {
  const run = <Row extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
    database.run<Row>(RUN, text, values);
  const position = async () => {
    const [row] = await run<{ lsn: string }>("select pg_current_wal_insert_lsn()::text as lsn");
    return row?.lsn ?? "0/0";
  };
  // Every page that is written for the first time after it is logged as a whole: once, in both ways.
  await database.settle();
  const before = new Map(
    (await run<Relation>(sizes, [schema])).map((row) => [row.node, row.bytes]),
  );
  const begin = await position();
  const messages = await write();
  const end = await position();
  const after = await run<Relation>(sizes, [schema]);
  const wal = await walOf(run, [begin, end]);
  const [total] = await run<{ bytes: number }>(
    "select ($2::pg_lsn - $1::pg_lsn)::float8 as bytes",
    [begin, end],
  );
  const relations = Map.groupBy(after, ({ name, is_index: isIndex }) => `${name} ${isIndex}`)
    .values()
    .map((rows): RelationBytes => {
      const sum = (read: (row: Relation) => number) =>
        rows.reduce((all, row) => all + read(row), 0) / messages;
      return {
        name: rows[0]?.name ?? "",
        isIndex: rows[0]?.is_index ?? false,
        disk: sum(({ node, bytes }) => bytes - (before.get(node) ?? 0)),
        wal: wal && {
          records: sum(({ node }) => wal.get(node)?.records ?? 0),
          pages: sum(({ node }) => wal.get(node)?.pages ?? 0),
        },
      };
    })
    .filter(({ disk, wal: logged }) => disk > 0 || (logged?.records ?? 0) > 0)
    .toArray()
    .toSorted((one, other) => other.disk - one.disk);
  const pages = wal && [...wal.values()].reduce((all, row) => all + row.pages, 0);
  return {
    messages,
    relations,
    wal: (total?.bytes ?? 0) / messages,
    walPages: pages === undefined ? undefined : pages / messages,
  };
}

/** By the number of a relation's file; undefined if this PostgreSQL cannot tell. */
async function walOf(
  run: <Row extends Record<string, unknown>>(text: string, values?: unknown[]) => Promise<Row[]>,
  range: readonly [string, string],
): Promise<ReadonlyMap<number, WalRow> | undefined> {
  const [found] = await run<{ version: number; has: boolean }>(
    `select current_setting('server_version_num')::int as version,
       exists (select from pg_available_extensions where name = 'pg_walinspect') as has`,
  );
  if (found === undefined || found.version < 160_000 || !found.has) return undefined;
  await run("create extension if not exists pg_walinspect schema public");
  return new Map((await run<WalRow>(walByNode, [...range])).map((row) => [row.node, row]));
}

interface SentMessage {
  readonly c: string;
  readonly s: string;
  readonly b: string;
}

/** Inserts the sent messages into the table of the reference, each in a transaction of its own. */
async function writeReference(
  { database }: BenchContext,
  sent: readonly SentMessage[],
): Promise<number> {
  const pool = new pg.Pool({ ...sessionConfig(database.urlOf(RUN)), max: 10 });
  const waiting = sent.values();
  const write = async () => {
    for (const { c, s, b } of waiting) {
      await pool.query({
        name: "write",
        text: "insert into reference.messages (conversation_id, sender_id, body) values ($1, $2, $3)",
        values: [c, s, b],
      });
    }
  };
  try {
    await Promise.all(Array.from({ length: 10 }, write));
    return sent.length;
  } finally {
    await pool.end();
  }
}

/** Bytes on disk and in the write-ahead log for each message, by relation, next to one table as an ORM creates it. */
export async function runStorage(bench: BenchContext): Promise<Storage[]> {
  const { database, pace, screen } = bench;
  screen.part("Storage of a message");
  await database.create(RUN, await bench.dataset(dataset));
  for (const statement of referenceTables) await database.run(RUN, statement);
  return withServers(bench, { subject: "parley" }, async ({ servers, generator }) => {
    const urls = servers.map(({ url }) => url);
    await generator.ask({ do: "connect", protocol: "parley-socket", urls, dataset, atOnce: 25 });
    const traffic = { underWay: UNDER_WAY, warmUp: 0, seconds: pace.seconds * 2 };
    let account: Storage["account"] | undefined;
    const parley = await measureGrowth(bench, "parley", async () => {
      ({ account } = await generator.ask({ do: "closedLoop", ...traffic }));
      await indexForSearch(database.urlOf(RUN));
      return account.complete;
    });
    // The first read after a commit marks rows as visible, which is logged as well: so not while the reference is measured.
    const sent = await database.run<SentMessage & Record<string, unknown>>(
      RUN,
      "select conversation_id as c, sender_id as s, body as b from parley.messages order by created_at, seq",
    );
    const reference = await measureGrowth(bench, "reference", () => writeReference(bench, sent));
    if (account === undefined) throw new Error("nothing was sent");
    const found = {
      kind: "storage",
      messages: parley.messages,
      parley,
      reference,
      account,
    } as const;
    screen.say(describe(found));
    return [found];
  });
}

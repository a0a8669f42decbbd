import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as migrateHost } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { createDatabase } from "./database.ts";
import { type MigrationFixture, writeMigrations } from "./fixtures/migrations.ts";
import { migrate } from "./migrate.ts";
import { users } from "./schema/index.ts";
import { createTestDatabase, type PostgresTestDatabase } from "./testing.ts";
import { describePostgres } from "./testing/describe-postgres.ts";

const suite = await describePostgres();

/** A host platform with tables and a type of Parley's names, and its two migrations, older than any of Parley's. */
const hostMigrations: readonly MigrationFixture[] = [
  {
    tag: "0000_users",
    when: 1_600_000_000_000,
    statements: [
      `create type "role" as enum ('ADMIN', 'USER')`,
      `create table "users" ("id" serial primary key, "email" text not null unique, "role" "role" not null)`,
      `create table "groups" ("id" serial primary key, "owner_id" int not null references "users")`,
      `insert into "users" ("email", "role") values ('ada@example.org', 'ADMIN')`,
    ],
  },
  {
    tag: "0001_messages",
    when: 1_600_000_001_000,
    statements: [
      `create table "messages" ("id" serial primary key, "author_id" int references "users", "text" text)`,
    ],
  },
];

/** How a host platform migrates its tables. */
interface HostTool {
  readonly name: string;
  deploy(pool: pg.Pool, migrations: readonly MigrationFixture[]): Promise<void>;
  /** The tags or times of the applied migrations. */
  applied(pool: pg.Pool): Promise<readonly string[]>;
  readonly expected: readonly string[];
}

/** The migrator of drizzle-orm itself, with its default journal. */
const onDrizzle: HostTool = {
  name: "Drizzle",
  async deploy(pool, migrations) {
    const folder = await mkdtemp(join(tmpdir(), "parley-host-"));
    try {
      await writeMigrations(folder, migrations);
      await migrateHost(drizzle({ client: pool }), { migrationsFolder: folder });
    } finally {
      await rm(folder, { recursive: true });
    }
  },
  applied: async (pool) =>
    (
      await pool.query<{ at: string }>(
        "select created_at as at from drizzle.__drizzle_migrations order by created_at",
      )
    ).rows.map(({ at }) => at),
  expected: ["1600000000000", "1600000001000"],
};

/**
 * What Prisma Migrate does (prisma-engines, schema-engine): its lock, the refusal of a schema `public` with tables but
 * without its journal (P3005), the journal, and each script. Its engine is a binary that is downloaded, so it does not run here.
 */
const onPrisma: HostTool = {
  name: "Prisma",
  async deploy(pool, migrations) {
    const client = await pool.connect();
    try {
      await client.query("select pg_advisory_lock(72707369)");
      const { rows } = await client.query<{ name: string }>(
        "select tablename as name from pg_tables where schemaname = 'public'",
      );
      const names = rows.map(({ name }) => name);
      if (names.length > 0 && !names.includes("_prisma_migrations"))
        throw new Error("P3005: The database schema is not empty.");
      await client.query(`create table if not exists "_prisma_migrations" (
        id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
        migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
        started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`);
      const applied = await onPrisma.applied(pool);
      for (const { tag, statements } of migrations.filter((of) => !applied.includes(of.tag))) {
        await client.query(statements.join(";\n"));
        await client.query(
          `insert into "_prisma_migrations" (id, checksum, finished_at, migration_name, applied_steps_count)
            values (gen_random_uuid()::text, 'checksum', now(), $1, 1)`,
          [tag],
        );
      }
    } finally {
      // The session ends, and with it the lock.
      client.release(true);
    }
  },
  applied: async (pool) =>
    (
      await pool.query<{ name: string }>(
        `select migration_name as name from "_prisma_migrations" order by 1`,
      )
    ).rows.map(({ name }) => name),
  expected: ["0000_users", "0001_messages"],
};

suite("Parley next to a host platform", () => {
  let database: PostgresTestDatabase;
  /**
   * The host's own connections. The role of the tests may have the name of the schema, which the default search path
   * then begins with: a host connects as a role of another name (docs/operations.md).
   */
  let host: pg.Pool;

  beforeEach(async () => {
    database = await createTestDatabase({ engine: "postgres" });
    await database.db.$client.query("drop schema parley cascade");
    host = new pg.Pool({ connectionString: database.url, options: "-c search_path=public" });
  });

  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await host.end();
    closing.push(database.close);
  });
  afterAll(async () => {
    await Promise.all(closing.map((close) => close()));
  });

  /** Everything in `public` that introspection of that schema, such as a check for drift, would see. */
  const inPublic = async () =>
    (
      await host.query<{ name: string }>(`
        select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')
        union all select typname from pg_type where typnamespace = 'public'::regnamespace and typtype in ('e', 'd')
        union all select proname from pg_proc where pronamespace = 'public'::regnamespace
        order by 1`)
    ).rows.map(({ name }) => name);

  const parleys = () =>
    ["parley", "programme_two"].map((schema) => createDatabase(database.db.$client, { schema }));

  async function installParleys() {
    for (const [nth, db] of parleys().entries()) {
      await migrate(db);
      await db
        .insert(users)
        .values({ id: "ada", name: `Ada ${nth}`, role: "MENTOR" })
        .onConflictDoNothing();
    }
  }

  async function expectBothIntact(tool: HostTool) {
    expect(await tool.applied(host)).toEqual(tool.expected);
    const own = ["groups", "messages", "role", "users"];
    expect(await inPublic()).toEqual(tool === onPrisma ? ["_prisma_migrations", ...own] : own);
    expect((await host.query("select email, role from users")).rows).toEqual([
      { email: "ada@example.org", role: "ADMIN" },
    ]);
    for (const [nth, db] of parleys().entries()) {
      const [row] = await db.select().from(users).where(eq(users.id, "ada"));
      expect(row?.name).toBe(`Ada ${nth}`);
    }
  }

  test.each([onDrizzle, onPrisma])(
    "DBS-7: a host on $name that is there first keeps its tables and its journal, and migrates on",
    async (tool) => {
      await tool.deploy(host, hostMigrations.slice(0, 1));
      await installParleys();
      await tool.deploy(host, hostMigrations);
      await installParleys();
      await expectBothIntact(tool);
    },
  );

  test.each([onDrizzle, onPrisma])(
    "DBS-7: a host on $name that comes after Parley finds an empty public and no entry in its journal",
    async (tool) => {
      await installParleys();
      expect(await inPublic()).toEqual([]);
      await tool.deploy(host, hostMigrations);
      await installParleys();
      await expectBothIntact(tool);
    },
  );

  test("DBS-7: a host may refer to Parley's tables, and its own transactions may write to both", async () => {
    await installParleys();
    await onDrizzle.deploy(host, hostMigrations);
    await host.query("alter table users add parley_id text references parley.users");
    await drizzle({ client: host }).transaction(async (tx) => {
      await tx.execute(sql`update users set parley_id = 'ada'`);
      await tx.execute(sql`update parley.users set name = 'Ada Obi' where id = 'ada'`);
    });
    await installParleys();
    const { rows } = await host.query(
      "select p.name from users u join parley.users p on p.id = u.parley_id",
    );
    expect(rows).toEqual([{ name: "Ada Obi" }]);
  });
});

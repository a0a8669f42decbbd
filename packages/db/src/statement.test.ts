import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from "vitest";
import { blocks, streams, users } from "./schema/index.ts";
import {
  computed,
  declaredStatements,
  fragment,
  nullable,
  preparedStatement,
  statement,
  type ValueOfInput,
} from "./statement.ts";
import { createTestDatabase, type TestDatabase } from "./testing.ts";
import { checkStatement } from "./testing/describe-statement.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.close());

const found = async (name: string) => {
  const declared = declaredStatements.findLast((of) => of.name === name);
  if (declared === undefined) throw new Error("not declared");
  return checkStatement(database.db.$client, declared);
};

test("a row has the types of the schema's columns, as the driver returns their values", async () => {
  const load = statement({
    name: "test.values",
    row: {
      id: users.id,
      role: users.role,
      email: users.email,
      created_at: users.createdAt,
      head: streams.head,
      version: users.foldVersion,
      since: nullable(blocks.createdAt),
      names: computed.texts,
      json: computed.json<{ id: string }>(),
    },
    sql: (id: string) => sql`
      select u.id, u.role, u.email, u.created_at, s.head, u.fold_version as version, b.created_at as since,
        array[u.name] as names, json_build_object('id', u.id) as json
      from ${users} u join ${streams} s on s.user_id = u.id left join ${blocks} b on b.blocker_id = u.id
      where u.id = ${id}`,
    examples: ["ada"],
  });
  await database.db.insert(users).values({ id: "ada", name: "Ada", role: "MENTOR" });
  await database.db.insert(streams).values({ userId: "ada" });
  const [row] = await load(database.db, "ada");
  expect(row).toEqual({
    id: "ada",
    role: "MENTOR",
    email: null,
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d/),
    head: "0",
    version: 0,
    since: null,
    names: ["Ada"],
    json: { id: "ada" },
  });
  type Loaded = NonNullable<typeof row>;
  expectTypeOf<Loaded["role"]>().toEqualTypeOf<"ADMIN" | "MENTOR" | "MENTEE">();
  expectTypeOf<Loaded["email"]>().toEqualTypeOf<string | null>();
  expectTypeOf<Loaded["created_at"]>().toEqualTypeOf<Date | string>();
  expectTypeOf<Loaded["since"]>().toEqualTypeOf<Date | string | null>();
  expectTypeOf<Loaded["head"]>().toEqualTypeOf<string>();
  expect(await found("test.values")).toEqual([]);
});

test("a column that is renamed, missing, left over or of another type is found without running the statement", async () => {
  statement({
    name: "test.wrong",
    row: { id: users.id, name: users.name, role: computed.int },
    sql: () => sql`select u.id, u.name as title, u.role from ${users} u`,
    examples: [undefined],
  });
  expect(await found("test.wrong")).toEqual([
    "test.wrong: name is declared as text, the result has it as absent",
    "test.wrong: role is declared as integer, the result has it as text",
    "test.wrong: title is declared as absent, the result has it as text",
  ]);
});

test("each text of a statement is prepared, and one that does not fit the tables is found", async () => {
  statement({
    name: "test.filtered",
    row: { id: users.id },
    sql: (isOld: boolean) =>
      sql`select u.id from ${users} u where ${isOld ? sql`u.birth_date` : sql`u.created_at`} < now()`,
    examples: [false, true],
  });
  expect(await found("test.filtered")).toEqual([
    "test.filtered: column u.birth_date does not exist",
  ]);
});

test("a statement without a result has an empty row", async () => {
  statement({
    name: "test.no-result",
    sql: (id: string) => sql`delete from ${blocks} where blocker_id = ${id}`,
    examples: ["ada"],
  });
  expect(await found("test.no-result")).toEqual([]);
});

describe("a prepared statement with a template", () => {
  interface Named {
    readonly name: string;
    readonly isOld: boolean;
    readonly limit: number;
  }
  let built = 0;
  const load = preparedStatement({
    name: "test.template",
    row: { id: users.id, at: computed.moment, names: computed.texts, none: computed.texts },
    shapeOf: ({ isOld }: Named) => ({ isOld }),
    template(value, { isOld }) {
      built += 1;
      return sql`
      select u.id, u.created_at as at, array[u.name, ${value(({ name }) => name)}] as names, '{}'::text[] as none
      from ${users} u where u.name = ${value(({ name }) => name)} and ${isOld ? sql`false` : sql`true`}
      limit ${value(({ limit }) => limit)}`;
    },
    examples: [
      { name: "", isOld: false, limit: 1 },
      { name: "", isOld: true, limit: 1 },
    ],
  });

  beforeAll(async () => {
    const named = { role: "MENTEE", createdAt: new Date("2026-03-01T10:00:00.120Z") } as const;
    const people = ["Eve", "Ben"].map((name) => ({ id: `t-${name}`, name, ...named }));
    await database.db.insert(users).values(people);
  });

  test("is built once for each shape, and reads the values of each run", async () => {
    const { db } = database;
    const idsOf = async (named: Named) => (await load(db, named)).map(({ id }) => id);
    const [before] = [built];
    expect(await idsOf({ name: "Eve", isOld: false, limit: 1 })).toEqual(["t-Eve"]);
    expect(await idsOf({ name: "Ben", isOld: false, limit: 1 })).toEqual(["t-Ben"]);
    expect(await idsOf({ name: "Ben", isOld: false, limit: 0 })).toEqual([]);
    expect(await idsOf({ name: "Ben", isOld: true, limit: 1 })).toEqual([]);
    expect(built - before).toBe(2);
    expect(await found("test.template")).toEqual([]);
  });

  test("returns the same in a transaction", async () => {
    const { db } = database;
    const named = { name: "Ben", isOld: false, limit: 1 };
    const expected = [
      { id: "t-Ben", at: "2026-03-01 10:00:00.12+00", names: ["Ben", "Ben"], none: [] },
    ];
    expect(await load(db, named)).toEqual(expected);
    expect(await db.transaction((tx) => load(tx, named))).toEqual(expected);
  });

  test("a value that is not read would be the same for every input, and is refused", async () => {
    const wrong = preparedStatement({
      name: "test.unread",
      template: (_value: ValueOfInput<string>) => sql`select ${"of one input"}`,
      examples: ["ada"],
    });
    await expect(wrong(database.db, "ada")).rejects.toThrow(
      "test.unread: of one input is not read",
    );
  });
});

test("a fragment is a part of a template and of a text", async () => {
  const isNamed = (user: string) => fragment`${user}.name <> ''`;
  const isActive = fragment`(${isNamed("u")} and u.status = 'active')`;
  expect(String(fragment`where ${isActive}`)).toBe("where (u.name <> '' and u.status = 'active')");
  const { rows } = await database.db.execute(
    sql`select u.id from ${users} u where ${isActive} and u.id = ${"nobody"}`,
  );
  expect(rows).toEqual([]);
});

import { createTestDatabase } from "@parley/db/testing";
import { users } from "@parley/db/schema";
import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { describeFault } from "./describe-fault.ts";

const database = await createTestDatabase();
afterAll(() => database.close());

const person = { id: "ada", name: "Ada", email: "ada@example.org", role: "MENTOR" } as const;

async function faultOf(work: PromiseLike<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (fault) {
    return fault;
  }
  throw new Error("nothing failed");
}

test("a violated constraint is named, and the address that violated it is not", async () => {
  await database.db.insert(users).values(person);
  const fault = await faultOf(database.db.insert(users).values({ ...person, id: "another" }));
  expect(JSON.stringify(Object(fault).cause), "the fault itself does quote it").toContain(
    person.email,
  );
  const described = JSON.stringify(describeFault(fault));
  expect(described).toContain("23505");
  expect(described).toContain("email");
  expect(described).not.toContain(person.email);
});

test("data that PostgreSQL cannot read are not quoted either", async () => {
  const fault = await faultOf(database.db.execute(sql`select ${"my secret"}::uuid`));
  expect(String(Object(Object(fault).cause).message), "the fault itself does quote it").toContain(
    "my secret",
  );
  const described = JSON.stringify(describeFault(fault));
  expect(described).toContain("22P02");
  expect(described).not.toContain("my secret");
});

test("any other fault keeps its message, its stack and its cause", () => {
  const described = describeFault(
    new TypeError("x is not a function", { cause: new Error("below") }),
  );
  expect(described).toMatchObject({
    type: "TypeError",
    message: "x is not a function",
    cause: { message: "below" },
  });
  expect(described.stack).toMatch(/^ {4}at /);
  expect(describeFault("thrown text")).toEqual({
    type: "string",
    message: "not an Error",
    stack: "",
  });
});

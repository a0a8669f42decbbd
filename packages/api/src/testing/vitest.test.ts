import { describe, expect, test } from "vitest";
import { useTestApi } from "./vitest.ts";

const groups = [{ id: "north", mentor: "ada", mentees: ["ben"] }];
const people = { ada: "MENTOR", ben: "MENTEE" } as const;

describe.each([
  { title: "anew before each test", once: false, left: [] },
  { title: "once for all tests", once: true, left: ["eve"] },
])("with tables that are filled $title", ({ once, left }) => {
  const api = useTestApi({ once, people, groups });
  const added = async () => {
    const { rows } = await api.platform.db.$client.query<{ id: string }>(
      "select id from parley.users where id not in ('ada', 'ben')",
    );
    return rows.map(({ id }) => id);
  };

  test("the users and groups exist", async () => {
    expect(await added()).toEqual([]);
    const { contacts } = await api.as("ben").contacts.list();
    expect(contacts.map(({ person }) => person.id)).toEqual(["ada"]);
    await api.addPeople({ eve: "MENTEE" });
  });

  test("the next test finds what it asked for", async () => {
    expect(await added()).toEqual(left);
  });
});

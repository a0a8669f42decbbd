import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { newId } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";
import { reasonOf } from "../../testing/reason.ts";

/** A name in each of many scripts, and another spelling by which users search for it. */
const names = [
  ["Łukasz Wałęsa", "lukasz walesa"],
  ["Søren Ærø", "soren aero"],
  ["Anna Weiß", "WEISS"],
  ["İrem Işık", "irem isik"],
  ["Seán O’Brien", "sean o'brien"],
  ["Anne\u2011Marie Roux", "anne-marie"],
  ["Γιώργος Κώστας", "γιωργος"],
  ["Фёдор Лихачёв", "федор"],
  ["أحمد فؤاد", "احمد"],
  ["علی کریمی", "علي"],
  ["שָׁלוֹם כהן", "שלום"],
  ["प्रिया सिंह", "सिंह"],
  ["ফারহানা য়াসমিন", "ফারহানা"],
  ["கௌதம் கொடி", "கொடி"],
  ["สมชาย น้ำทิพย์", "ชา"],
  ["小明", "明"],
  ["タナカ", "たな"],
  ["김민수", "민"],
  ["Ｆｕｌｌ Ｗｉｄｔｈ", "full width"],
  ["Գևորգ Աբրահամյան", "ԳԵՒՈՐԳ"],
  ["አበበ በቀለ", "በቀለ"],
] as const;

const api = useTestApi({ once: true, people: { root: "ADMIN", ada: "MENTOR" } });
let direct: string;

beforeAll(async () => {
  for (const [at, [name]] of names.entries()) {
    await api
      .as("root")
      .users.upsert({ id: `p${at}`, email: `p${at}@example.org`, name, role: "MENTEE" });
  }
  direct = (await api.as("root").conversations.open({ userId: "ada" })).id;
  for (const [name] of names) {
    api.clock.advance(1_000);
    await api
      .as("root")
      .messages.send({ conversationId: direct, id: newId(), body: `to ${name}!` });
  }
});

const spelt = (name: string) => [
  name,
  name.toUpperCase(),
  name.toLowerCase(),
  name.normalize("NFD"),
];

test.each(names)(
  "SRCH-9: %s is found by %s and by every spelling of it, among users and in messages",
  async (name, typed) => {
    const { users, messages } = api.as("root");
    const stored = (await users.list({ text: name })).accounts.map((account) => account.name);
    expect(stored).toEqual([name.normalize("NFC")]);
    for (const text of [...spelt(name), typed]) {
      expect(
        (await users.search({ text })).people.map((person) => person.name),
        text,
      ).toEqual(stored);
      expect(
        (await users.list({ text })).accounts.map((account) => account.name),
        text,
      ).toEqual(stored);
      const { hits } = await messages.search({ text, conversationId: direct });
      expect(
        hits.map(({ message }) => message.body),
        text,
      ).toEqual([`to ${name}!`]);
    }
  },
);

test("SRCH-10: what folds to nothing is refused by every search, and finds no user", async () => {
  const nothing = fc
    .array(
      fc.constantFrom("\u0300", "\u0301", "\u00AD", "\u200D", "\u0640", "\u064B", "\u05B0", " "),
      { maxLength: 8 },
    )
    .map((parts) => `\u0300${parts.join("")}`);
  const { users, messages } = api.as("root");
  await fc.assert(
    fc.asyncProperty(nothing, async (text) => {
      const calls = [users.search({ text }), users.list({ text }), messages.search({ text })];
      const reasons = await Promise.all(calls.map(reasonOf));
      expect(reasons).toEqual(calls.map(() => "invalid_input"));
    }),
    { numRuns: 20 },
  );
});

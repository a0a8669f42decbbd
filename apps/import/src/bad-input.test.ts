import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fileOf, type Part, parts } from "./tables/table.ts";
import { importFolder, importLines, type TestRun } from "./testing/run-in.ts";
import { at, type ExportLines, person, exportForTest } from "./testing/write-export.ts";
import { useTestApi } from "@parley/api/testing/internals-vitest";

const api = useTestApi();

const talk = { id: "talk", participants: [{ userId: "ada" }, { userId: "ben" }] };
const message = (id: string, more: object = {}) => ({
  id,
  conversationId: "talk",
  senderId: "ada",
  body: `text of ${id}`,
  createdAt: at(1),
  ...more,
});
const programme: ExportLines = {
  users: [person("root", "ADMIN"), person("ada", "MENTOR"), person("ben"), person("cleo")],
  groups: [{ id: "north", name: "North", mentorId: "ada", menteeIds: ["ben"] }],
  contacts: [{ ownerId: "cleo", contactId: "ben" }],
  blocks: [{ blockerId: "ben", blockedId: "cleo" }],
  conversations: [talk],
  messages: [message("good")],
};

const goodLines = (part: Part) => programme[part] ?? [];

/** The programme with more lines of one part. */
const withLines = (part: Part, ...lines: unknown[]): ExportLines => ({
  ...programme,
  [part]: [...goodLines(part), ...lines],
});

const shown = ({ findings }: TestRun) =>
  findings.map(({ file, line, field, problem }) => `${file}:${line} ${field} ${problem}`);

const noEve = "names eve, who is not in users.jsonl or was refused";

/** Lines that are wrong only in combination with others, each with the expected problem. */
const bad: Readonly<Record<Part, readonly (readonly [line: unknown, finding: string])[]>> = {
  users: [
    [{ ...person("ada"), email: "x@example.org" }, "id has the id of line 2"],
    [{ ...person("eva"), email: "ADA@Example.org" }, "email has the address of line 2"],
  ],
  groups: [
    [{ id: "north", name: "N", mentorId: "ada" }, "id has the id of line 1"],
    [{ id: "g1", name: "G", mentorId: "eve" }, `mentorId ${noEve}`],
    [{ id: "g2", name: "G", mentorId: "ada", menteeIds: ["ben", "eve"] }, `menteeIds ${noEve}`],
    [
      { id: "g3", name: "G", mentorId: "ben" },
      "mentorId names ben, a mentee: a mentor or an ADMIN leads a group",
    ],
    [
      { id: "g4", name: "G", mentorId: "root", menteeIds: ["ada"] },
      "menteeIds names ada, who is no mentee: in a group one leads, and the others are mentees",
    ],
  ],
  contacts: [
    [{ ownerId: "eve", contactId: "ada" }, `ownerId ${noEve}`],
    [{ ownerId: "ada", contactId: "eve" }, `contactId ${noEve}`],
    [
      { ownerId: "ada", contactId: "ada" },
      "contactId is the owner: users cannot be their own contacts",
    ],
    [{ ownerId: "cleo", contactId: "ben" }, "contactId has the owner and contact of line 1"],
  ],
  blocks: [
    [
      { blockerId: "ada", blockedId: "ada" },
      "blockedId is the blocker: users cannot block themselves",
    ],
    [{ blockerId: "ada", blockedId: "eve" }, `blockedId ${noEve}`],
    [{ blockerId: "eve", blockedId: "ada" }, `blockerId ${noEve}`],
    [
      { blockerId: "ada", blockedId: "root" },
      "blockedId names root, an ADMIN: staff neither blocks nor is blocked",
    ],
    [
      { blockerId: "root", blockedId: "ben" },
      "blockerId names root, an ADMIN: staff neither blocks nor is blocked",
    ],
    [{ blockerId: "ben", blockedId: "cleo" }, "blockedId has the blocker and blocked of line 1"],
  ],
  conversations: [
    [talk, "id has the id of line 1"],
    [{ id: 2, participants: [{ userId: "ada" }, { userId: "eve" }] }, `participants ${noEve}`],
    [
      { id: 3, groupId: "south" },
      "groupId names south, which is not in groups.jsonl or was refused",
    ],
  ],
  messages: [
    [message("good", { body: "other" }), "id has the id of line 1"],
    [
      message("m1", { conversationId: 9 }),
      "conversationId names 9, which is not in conversations.jsonl or was refused",
    ],
    [message("m2", { senderId: "eve" }), `senderId ${noEve}`],
    [message("m3", { senderId: "cleo" }), "senderId names cleo, who is not in conversation talk"],
    ["{", "the line is not JSON"],
  ],
};

test("IMP-1: each bad line is refused once and copied to the report, and all others are imported", async () => {
  const lines = parts.map((part) => [
    part,
    [...goodLines(part), ...bad[part].map(([line]) => line)],
  ]);
  const run = await importLines(api.platform, Object.fromEntries(lines));
  const expected = parts.flatMap((part) =>
    bad[part].map(
      ([, finding], n) => `${fileOf(part)}:${goodLines(part).length + 1 + n} ${finding}`,
    ),
  );
  expect(shown(run)).toEqual(expected);
  for (const part of parts) {
    const texts = bad[part].map(([line]) =>
      typeof line === "string" ? line : JSON.stringify(line),
    );
    expect(run.refused[fileOf(part)]).toBe(texts.map((text) => `${text}\n`).join(""));
    const good = goodLines(part).length;
    expect(run.result.summary[part]).toEqual({
      lines: good + bad[part].length,
      imported: good,
      alreadyThere: 0,
      refused: bad[part].length,
      derived: 0,
    });
  }
});

test("IMP-1: what refers to a refused line is refused with it, each with its own reason", async () => {
  const run = await importLines(api.platform, {
    ...programme,
    users: [
      person("root", "ADMIN"),
      { ...person("ada", "MENTOR"), role: "COACH" },
      person("ben"),
      person("cleo"),
    ],
  });
  expect(shown(run)).toEqual([
    "users.jsonl:2 role has to be one of ADMIN, MENTOR, MENTEE",
    "groups.jsonl:1 mentorId names ada, who is not in users.jsonl or was refused",
    "conversations.jsonl:1 participants names ada, who is not in users.jsonl or was refused",
    "messages.jsonl:1 conversationId names talk, which is not in conversations.jsonl or was refused",
  ]);
  expect(Object.keys(run.refused).toSorted()).toEqual([
    "conversations.jsonl",
    "groups.jsonl",
    "messages.jsonl",
    "users.jsonl",
  ]);
});

test("IMP-1: an address that another user of Parley has is refused", async () => {
  await api.addPeople({ grace: "MENTOR" });
  const lines = withLines("users", { ...person("eve"), email: "Grace@example.org" });
  expect(shown(await importLines(api.platform, lines))).toEqual([
    "users.jsonl:5 email is the address of grace, who is in Parley already",
  ]);
});

test("IMP-1: what cannot be kept whole is kept in part, and reported", async () => {
  const run = await importLines(api.platform, {
    ...programme,
    users: [...goodLines("users"), { ...person("eve"), avatarUrl: "/uploads/eve.png" }],
    messages: [
      message("one", { replyToId: "nothing" }),
      message("two", { replyToId: "three" }),
      message("three", { replyToId: "three" }),
      message("four", { replyToId: "one" }),
    ].map((line, n) => ({ ...line, createdAt: at(n) })),
  });
  const late = "which is no earlier message of the same conversation: it comes as no answer";
  expect(shown(run)).toEqual([
    "users.jsonl:5 avatarUrl is not an https address on the public Internet: the user is imported without a picture",
    `messages.jsonl:1 replyToId names nothing, ${late}`,
    `messages.jsonl:2 replyToId names three, ${late}`,
    `messages.jsonl:3 replyToId names three, ${late}`,
  ]);
  expect(new Set(run.findings.map(({ outcome }) => outcome))).toEqual(new Set(["kept in part"]));
  expect(run.refused).toEqual({});
  expect(run.result.summary.messages).toMatchObject({ imported: 4, refused: 0 });
});

test("IMP-1: an old id of another message is refused, never taken for the same", async () => {
  await importLines(api.platform, programme);
  const other = { id: "other", participants: [{ userId: "ada" }, { userId: "cleo" }] };
  const run = await importLines(api.platform, {
    ...programme,
    conversations: [talk, other],
    messages: [message("good", { createdAt: at(7) })],
  });
  expect(shown(run)).toEqual([
    expect.stringMatching(
      /^messages\.jsonl:1 id was imported before, with the time 2024-05-01T10:01:00\.000Z into conversation [\w-]{36}, and this line says otherwise$/,
    ),
  ]);
  const moved = await importLines(api.platform, {
    ...programme,
    conversations: [talk, other],
    messages: [message("good", { conversationId: "other" })],
  });
  expect(moved.findings).toHaveLength(1);
});

test("IMP-1: a byte order mark, carriage returns, empty lines and a missing last line end are accepted", async () => {
  const folder = await exportForTest(programme);
  const path = join(folder, "users.jsonl");
  const text = await readFile(path, "utf8");
  await writeFile(path, `\uFEFF${text.replaceAll("\n", "\r\n\r\n").trimEnd()}`);
  const { result, findings } = await importFolder(api.platform, folder);
  expect(findings).toEqual([]);
  expect(result.summary.users).toMatchObject({ lines: 4, imported: 4 });
});

test("IMP-1: a line of ten megabytes is refused and copied whole, and the lines around it are imported", async () => {
  const folder = await exportForTest(programme);
  const path = join(folder, "messages.jsonl");
  const long = JSON.stringify(message("long", { body: "x".repeat(10 * 1024 * 1024) }));
  await appendFile(path, `${long}\r\n${JSON.stringify(message("after"))}`);
  const { result, findings, refused } = await importFolder(api.platform, folder);
  expect(findings).toMatchObject([{ line: 2, field: "the line", problem: "is longer than 1 MiB" }]);
  expect(refused["messages.jsonl"] === `${long}\r\n`).toBe(true);
  expect(result.summary.messages).toMatchObject({ lines: 3, imported: 2, refused: 1 });
});

test("IMP-1: many refused lines are copied in their order, byte for byte", async () => {
  const broken = Array.from({ length: 5_000 }, (_, n) => `{"id": ${n}, "body": "日本 ${n}"`);
  const { result, findings, refused } = await importLines(api.platform, {
    ...programme,
    messages: broken,
  });
  expect(result.summary.messages).toMatchObject({ lines: 5_000, refused: 5_000 });
  expect(findings.map(({ line }) => line)).toEqual(broken.map((_, n) => n + 1));
  expect(refused["messages.jsonl"]).toBe(broken.map((line) => `${line}\n`).join(""));
});

test("an export without a line is imported, which changes nothing", async () => {
  const { result, findings } = await importLines(api.platform, {});
  expect(findings).toEqual([]);
  for (const counts of Object.values(result.summary)) expect(counts.lines).toBe(0);
});

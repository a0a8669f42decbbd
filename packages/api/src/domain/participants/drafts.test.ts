import { limits } from "@parley/contract/limits";
import { drafts } from "@parley/db/schema";
import { beforeEach, expect, test } from "vitest";
import { newId, nextOf, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({ people: { root: "ADMIN", ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE" } });
let direct: string;
let group: string;

beforeEach(async () => {
  const north = { id: "north", name: "North", mentorId: "ada", menteeIds: ["ben", "cleo"] };
  group = (await api.as("root").groups.create(north)).conversationId;
  direct = (await api.as("ben").conversations.open({ userId: "ada" })).id;
});

/** Some seconds after the clock of the test. */
const at = (seconds: number) => new Date(api.clock.now().getTime() + seconds * 1_000).toISOString();
const save = (body: string | null, wish: { from?: string; to?: string; editedAt?: string } = {}) =>
  api.as(wish.from ?? "ben").messages.saveDraft({
    ...{ conversationId: wish.to ?? direct, body, editedAt: wish.editedAt ?? at(0) },
  });
const draftsOf = async (userId: string) => (await api.as(userId).messages.drafts()).drafts;

test("DRF-3: a draft is its author's alone, and arrives on their other devices with what it answers and mentions", async () => {
  await using ben = await api.follow("ben");
  const chosen = [{ userId: "ada", at: 0, text: "@Ada" }];
  await api.as("ada").messages.send({ conversationId: group, id: newId(), body: "Well?" });
  const draft = await api.as("ben").messages.saveDraft({
    ...{ conversationId: group, body: "@Ada, about this ", editedAt: at(0), replyToSeq: 1, chosen },
  });
  expect(draft).toEqual({
    ...{ conversationId: group, body: "@Ada, about this ", editedAt: at(0), replyToSeq: 1, chosen },
  });
  expect(await nextOf(ben, "draft.saved")).toMatchObject({ draft });
  expect(await draftsOf("ben")).toEqual([draft]);
  for (const other of ["ada", "cleo", "root"]) expect(await draftsOf(other), other).toEqual([]);
  // What its author cannot see is not answered.
  const blind = { conversationId: group, body: "Hm", editedAt: at(1), replyToSeq: 9 };
  expect(await api.as("cleo").messages.saveDraft(blind)).toMatchObject({ replyToSeq: null });
  // Each participant has a draft of their own.
  await save("mine", { from: "cleo", to: group });
  expect(await draftsOf("ben")).toEqual([draft]);
});

test("DRF-4: the later edit stays, whichever arrives last, and the answer has it", async () => {
  const later = await save("from the phone", { editedAt: at(-10) });
  await using ben = await api.follow("ben");
  expect(await save("from the laptop", { editedAt: at(-20) })).toEqual(later);
  expect(await draftsOf("ben")).toEqual([later]);
  // A repeat changes nothing, and makes no event.
  expect(await save("from the phone", { editedAt: at(-10) })).toEqual(later);
  const last = await save("from the laptop again", { editedAt: at(-5) });
  expect(await nextOf(ben, "draft.saved")).toMatchObject({ draft: last });
});

test("DRF-4: a draft that was sent or cleared does not come back with an older edit", async () => {
  await save("Dear Ada", { editedAt: at(-20) });
  const cleared = await save(null, { editedAt: at(-10) });
  expect(cleared).toMatchObject({ body: null, editedAt: at(-10) });
  expect(await draftsOf("ben")).toEqual([]);
  expect(await save("Dear Ada", { editedAt: at(-15) })).toEqual(cleared);
  expect(await draftsOf("ben")).toEqual([]);
  // Clearing what is not there stores nothing.
  await save(null, { to: group });
  expect(await api.platform.db.$count(drafts)).toBe(1);
});

test("DRF-4: an edit in the future counts as one of now", async () => {
  const draft = await save("written tomorrow", { editedAt: at(86_400) });
  expect(draft.editedAt).toBe(at(0));
  api.clock.advance(1_000);
  expect(await save("written now")).toMatchObject({ body: "written now" });
});

test("DRF-5: a draft has at most 10,000 code points, and is not blank", async () => {
  await save("🙂".repeat(limits.draftMax));
  for (const body of ["🙂".repeat(limits.draftMax + 1), " \n", "a\0", "\ud83d"])
    expect(await reasonOf(save(body)), body.slice(0, 5)).toBe("invalid_input");
  const one = { userId: "ada", at: 0, text: "@Ada" };
  const many = Array.from({ length: limits.mentionsMax + 1 }, () => one);
  for (const chosen of [many, [{ ...one, at: -1 }], [{ ...one, text: "\0" }]])
    expect(
      await reasonOf(
        api.as("ben").messages.saveDraft({
          ...{ conversationId: direct, body: "Hi", editedAt: at(0), chosen },
        }),
      ),
    ).toBe("invalid_input");
  expect(await reasonOf(save("Hi", { editedAt: "tomorrow" }))).toBe("invalid_input");
});

test("DRF-5: who is not in the conversation has no draft there, an ADMIN neither", async () => {
  for (const from of ["cleo", "root"])
    expect(await reasonOf(save("Hi", { from })), from).toBe("not_found");
});

test("DRF-6: drafts are erased when their author leaves the group, or their account is closed", async () => {
  await save("to the group", { from: "cleo", to: group });
  await save("to Ada", {
    from: "cleo",
    to: (await api.as("cleo").conversations.open({ userId: "ada" })).id,
  });
  await using cleo = await api.follow("cleo");
  await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["cleo"] });
  expect(await nextOf(cleo, "draft.saved")).toMatchObject({
    draft: { conversationId: group, body: null },
  });
  expect(await draftsOf("cleo")).toMatchObject([{ body: "to Ada" }]);
  expect(await reasonOf(save("again", { from: "cleo", to: group }))).toBe("conversation_readonly");
  await api.as("root").users.deactivate({ userId: "cleo" });
  expect(await api.platform.db.$count(drafts)).toBe(0);
});

import { blocks, conversations } from "@parley/db/schema";
import { expect, test } from "vitest";
import { nextOf, reasonOf, newId } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";
import { defaultPolicy, type Policy } from "../policy/policy.ts";
import { settlePolicy } from "./settle-policy.ts";

const api = useTestApi({
  people: { ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE", dan: "MENTEE" },
  groups: [{ id: "north", mentor: "ada", mentees: ["ben"] }],
});

/** The same database at its next start. */
const withPolicy = (policy: Partial<Policy>) => ({
  ...api.platform,
  policy: { ...defaultPolicy, ...policy },
});
const startWith = (policy: Partial<Policy>, batch?: number) =>
  settlePolicy(withPolicy(policy), batch === undefined ? {} : { batch });
const open = async (from: string, to: string) =>
  (await api.as(from).conversations.open({ userId: to })).id;
const stateOf = async (userId: string, conversationId: string) =>
  (await api.as(userId).conversations.get({ conversationId })).state;

test("POL-10: another policy updates existing conversations, and notifies their users", async () => {
  await startWith({});
  const [inGroup, across] = [await open("ada", "ben"), await open("ada", "cleo")];
  await using ada = await api.follow("ada");
  const before = (await api.as("ben").users.me()).cursor;
  expect(await startWith({ mentorsReach: "own-groups" })).toBe(true);
  expect(await stateOf("ada", across)).toBe("readonly");
  expect(await stateOf("ada", inGroup)).toBe("open");
  expect((await nextOf(ada, "conversation.updated")).conversation).toMatchObject({
    id: across,
    state: "readonly",
  });
  const send = { conversationId: across, id: newId(), body: "hello?" };
  expect(await reasonOf(api.as("cleo").messages.send(send))).toBe("conversation_readonly");
  await startWith({});
  expect(await stateOf("ada", across)).toBe("open");
  await api.as("cleo").messages.send(send);
  expect((await api.as("ben").users.me()).cursor).toBe(before);
});

test("POL-10: custom contacts and blocks follow the policy as well", async () => {
  await startWith({});
  await api.as("cleo").contacts.add({ email: "dan@example.org" });
  const [byHand, blocked] = [await open("cleo", "dan"), await open("ada", "ben")];
  await api.platform.db.insert(blocks).values({ blockerId: "ben", blockedId: "ada" });
  await startWith({ customContacts: "off", blockNotice: "immediate" });
  expect([await stateOf("cleo", byHand), await stateOf("ada", blocked)]).toEqual([
    "readonly",
    "readonly",
  ]);
  await startWith({});
  expect([await stateOf("cleo", byHand), await stateOf("ada", blocked)]).toEqual(["open", "open"]);
});

test("POL-10: the same policy reads no conversation, and settings that decide no state do not make it another", async () => {
  const across = await open("ada", "cleo");
  expect(await startWith({})).toBe(true);
  // A wrong state shows whether the pass ran.
  await api.platform.db.update(conversations).set({ state: "readonly" });
  expect(await startWith({})).toBe(false);
  expect(await startWith({ editWindow: 1 })).toBe(false);
  expect(await stateOf("ada", across)).toBe("readonly");
});

test("POL-10: it updates all of them, batch by batch", async () => {
  await startWith({});
  const ids = [await open("ada", "ben"), await open("ada", "cleo"), await open("ada", "dan")];
  await startWith({ mentorsReach: "own-groups" }, 1);
  expect(await Promise.all(ids.map((id) => stateOf("ada", id)))).toEqual([
    "open",
    "readonly",
    "readonly",
  ]);
});

test("POL-10: an interrupted start is completed by the next one", async () => {
  await startWith({});
  const across = await open("ada", "cleo");
  const platform = withPolicy({ mentorsReach: "own-groups" });
  const deliver = () => {
    throw new Error("power cut");
  };
  const dying = { ...platform, bus: { ...platform.bus, deliver } };
  await expect(settlePolicy(dying, { batch: 1 })).rejects.toThrow("power cut");
  expect(await settlePolicy(platform)).toBe(true);
  expect(await settlePolicy(platform)).toBe(false);
  expect(await stateOf("ada", across)).toBe("readonly");
});

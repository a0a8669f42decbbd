import { newId, reasonOf } from "@parley/api/testing";
import { useTestApi } from "@parley/api/testing/vitest";
import { expect, test } from "vitest";

const api = useTestApi({
  people: { ada: "MENTOR", ben: "MENTEE", eve: "MENTEE" },
  groups: [{ id: "north", mentor: "ada", mentees: ["ben"] }],
});

test("strangers do not exist for each other", async () => {
  expect(await reasonOf(api.as("eve").conversations.open({ userId: "ben" }))).toBe("not_found");
});

test("sending twice is sending once", async () => {
  const { id: conversationId } = await api.as("ben").conversations.open({ userId: "ada" });
  const message = { conversationId, id: newId(), body: "Good morning" };
  const first = await api.as("ben").messages.send(message);
  const second = await api.as("ben").messages.send(message);
  expect(second).toEqual({ message: first.message, deduplicated: true });
});

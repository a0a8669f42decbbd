import { createTestApi, newId, nextOf } from "@parley/api/testing";
import { expect, test } from "vitest";

test("what a mentee writes reaches the mentor", async () => {
  await using parley = await createTestApi();
  await parley.addPeople({ ada: "MENTOR", ben: "MENTEE" });
  await using ada = await parley.follow("ada");

  const { id } = await parley.as("ben").conversations.open({ userId: "ada" });
  await parley.as("ben").messages.send({ conversationId: id, id: newId(), body: "Good morning" });

  expect((await nextOf(ada, "message.created")).message.body).toBe("Good morning");
});

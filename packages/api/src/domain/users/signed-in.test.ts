import { signedInSchema } from "@parley/contract/people";
import { expect, test } from "vitest";
import { createTestApi } from "../../testing/index.ts";

test("TIM-2: users.me returns the server's time and what its policy allows", async () => {
  const policy = { editWindow: 120_000, customContacts: "off", blockNotice: "immediate" } as const;
  const api = await createTestApi({ policy });
  await api.addPeople({ ada: "MENTOR" });
  const me = await api.as("ada").users.me();
  const files = { bytesMax: 25 * 1024 ** 2, userBytesMax: 100 * 1024 ** 2 };
  expect(me.server).toEqual({ time: api.clock.now().toISOString(), policy, files });
  expect(signedInSchema.parse(me)).toEqual(me);
  await api.close();
});

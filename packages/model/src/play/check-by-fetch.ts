import type { TestApi } from "@parley/api/testing";
import { expect } from "vitest";
import { foundBy, mentionsOf, peopleFoundBy, screenOf } from "../semantics/screen.ts";
import { personIn, type World } from "../semantics/world.ts";
import { fetchFindings, fetchScreen } from "./fetch-screen.ts";

/** Everything that a user can fetch and find equals the model. */
async function lookAs(
  userId: string,
  { api, world }: { api: TestApi; world: World },
): Promise<void> {
  const [screen, findings] = await Promise.all([
    fetchScreen(api, userId),
    fetchFindings(api, userId),
  ]);
  const messages = foundBy(world, userId);
  const people = peopleFoundBy(world, userId);
  expect(screen, `a fresh fetch by ${userId}`).toEqual(screenOf(world, userId));
  expect(findings, `what ${userId} finds`).toEqual({
    messages,
    people,
    mentions: mentionsOf(world, userId),
  });
}

/** The same for users with an open account. */
export async function checkByFetch(
  stage: { api: TestApi; world: World },
  userIds: readonly string[],
): Promise<void> {
  for (const userId of userIds) {
    if (personIn(stage.world, userId).isActive) await lookAs(userId, stage);
  }
}

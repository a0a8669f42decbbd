import { users } from "@parley/db/schema";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { reasonOf } from "../../testing/reason.ts";
import { useTestApi } from "../../testing/vitest.ts";
import type { UserSession } from "../context.ts";
import { acceptsSession } from "../policy/accepted-session.ts";
import { accountProblem } from "./load-actor.ts";

const api = useTestApi({ people: { ada: "MENTOR", ben: "MENTEE" } });

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 1, 10, 0, seconds));
const sessionOf = (userId: string): UserSession => ({
  kind: "user",
  userId,
  issuedAt: at(10),
  expiresAt: at(60),
});

test("ID-14: the condition in a statement accepts the same accounts as the loaded account", async () => {
  const { db, accounts } = api.platform;
  const accepted = async (userId: string) => {
    const isAccepted = acceptsSession(
      (read) => sql`${read(sessionOf(userId))}`,
      (session: UserSession) => session,
    );
    const { rows } = await db.execute<{ accepts: boolean }>(sql`select ${isAccepted} as accepts`);
    return rows[0]?.accepts;
  };
  const results = new Set<boolean>();
  for (const status of ["active", "deactivated"] as const) {
    for (const kind of ["PERSON", "BOT", "SYSTEM"] as const) {
      for (const tokensValidAfter of [null, at(9), at(10), at(11)]) {
        await db
          .update(users)
          .set({ status, kind, tokensValidAfter, email: null })
          .where(eq(users.id, "ben"));
        const session = sessionOf("ben");
        const isAccepted = accountProblem(session, await accounts.load("ben")) === undefined;
        const what = `${status} ${kind} ${tokensValidAfter?.toISOString() ?? "no revocation"}`;
        expect(await accepted("ben"), what).toBe(isAccepted);
        results.add(isAccepted);
      }
    }
  }
  expect(results).toEqual(new Set([true, false]));
  expect(await accepted("nobody")).toBe(false);
});

test("ID-14: a deactivated user reads nothing, also where a statement would find rows", async () => {
  const { id: conversationId } = await api.as("ben").conversations.open({ userId: "ada" });
  await api
    .as("ada")
    .messages.send({ conversationId, id: "01900000-0000-7000-8000-000000000001", body: "Hello" });
  const ben = api.as("ben");
  expect((await ben.messages.list({ conversationId })).messages).toHaveLength(1);
  await api.service.users.deactivate({ userId: "ben" });
  expect(await reasonOf(ben.messages.list({ conversationId }))).toBe("not_signed_in");
  expect(await reasonOf(ben.conversations.list({}))).toBe("not_signed_in");
  expect(await reasonOf(ben.users.me())).toBe("not_signed_in");
});

import type { BouncingUsers, EmailStop } from "@parley/contract/notifications";
import { limits } from "@parley/contract/limits";
import type { Database } from "@parley/db/database";
import { toDate } from "@parley/db/moment";
import { mailAddresses, notifications, users } from "@parley/db/schema";
import { computed, nullable, statement } from "@parley/db/statement";
import { eq, sql } from "drizzle-orm";
import type { ActorContext, StaffContext } from "../context.ts";
import { requireStaff } from "../groups/members.ts";
import { finishNotification, recordOutcome, toNotification } from "./store.ts";

/** As `stopsMail` of @parley/mail, which counts: a test of the server compares them. */
const STOPS_AT = 4;
const DAYS = 30;

const stopped = statement({
  name: "notifications.bouncing",
  row: {
    user_id: users.id,
    name: users.name,
    at: computed.moment,
    detail: nullable(computed.text()),
  },
  sql: ({ userId, now, limit }: { userId: string | null; now: Date; limit: number }) => sql`
    select u.id as user_id, u.name, greatest(a.hard_at, a.soft_at) as at, a.detail
    from ${mailAddresses} a join ${users} u on u.email = a.address
    where ${userId === null ? sql`u.status = 'active'` : sql`u.id = ${userId}`} and a.score >= ${STOPS_AT}
      and greatest(a.hard_at, a.soft_at) >= ${now.toISOString()}::timestamptz - make_interval(days => ${DAYS})
    order by at desc, u.id limit ${limit}`,
  examples: [
    { userId: null, now: new Date(0), limit: 1 },
    { userId: "ada", now: new Date(0), limit: 1 },
  ],
});

/** Since when the caller's address gets no mail, or null. */
export async function emailStopOf({
  db,
  actor,
  clock,
}: Pick<ActorContext, "db" | "actor" | "clock">): Promise<EmailStop | null> {
  const [found] = await stopped(db, { userId: actor.id, now: clock.now(), limit: 1 });
  return found === undefined
    ? null
    : { since: toDate(found.at).toISOString(), detail: found.detail };
}

/** Users whose address gets no mail, the latest first. For an ADMIN. */
export async function listBouncingUsers({ ctx }: { ctx: StaffContext }): Promise<BouncingUsers> {
  requireStaff(ctx);
  const { db, clock } = ctx;
  const found = await stopped(db, { userId: null, now: clock.now(), limit: limits.pageMax });
  return {
    users: found.map(({ user_id: userId, name, at, detail }) => ({
      userId,
      name,
      since: toDate(at).toISOString(),
      detail,
    })),
  };
}

/** Forgets the bounces of the caller's address, so that it gets mail again. */
export async function forgetBounces({ db, actor }: ActorContext): Promise<void> {
  const own = db.select({ email: users.email }).from(users).where(eq(users.id, actor.id));
  await db
    .update(mailAddresses)
    .set({ score: 0, hardAt: null, softAt: null })
    .where(eq(mailAddresses.address, sql`(${own})`));
}

/** A mail that did not arrive, or that its recipient called spam. */
export interface ReturnedMail {
  readonly notificationId: string;
  readonly at: Date;
  /** Why, for a person to read. */
  readonly detail: string;
}

/** Records that the mail of a notification came back after it was sent, which then was not sent if no other channel did. */
export async function recordReturnedMail(
  db: Database,
  { notificationId: id, at, detail }: ReturnedMail,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(notifications)
      .where(eq(notifications.id, id))
      .for("update");
    if (row === undefined) return;
    const found = toNotification(row);
    await recordOutcome(tx, id, {
      channel: "email",
      outcome: "bounced",
      detail,
      at: at.toISOString(),
    });
    const isElsewhere = found.outcomes.some(
      ({ channel, outcome }) => channel !== "email" && outcome === "sent",
    );
    if (found.state === "sent" && !isElsewhere)
      await finishNotification(tx, { id, state: "not_sent", reason: "failed" });
  });
}

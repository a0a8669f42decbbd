import type {
  Announcement,
  AnnouncementCount,
  Announcements,
  AnnouncementTo,
  CountAnnouncementInput,
  SendAnnouncementInput,
} from "@parley/contract/announcements";
import type { Person } from "@parley/contract/people";
import type { Executor } from "@parley/db/database";
import { announcements, groupMembers, groups, users } from "@parley/db/schema";
import { derivedUuid } from "@parley/db/uuid-at";
import { and, asc, desc, eq, exists, gt, isNull, ne, or, sql } from "drizzle-orm";
import { isAnyOf } from "../any-of.ts";
import type { ActorContext, Call, Platform } from "../context.ts";
import { DomainError, invalidInput, orNotFound } from "../errors.ts";
import { requireStaff } from "../groups/members.ts";
import { directConversation } from "../messages/send-as.ts";
import { loadPeople } from "../users/load-people.ts";

type Row = typeof announcements.$inferSelect;

/** Announcements that are listed. */
const LISTED_MAX = 50;
/** Recipients of one job: what a job repeats if its server ends. */
export const ANNOUNCED_AT_ONCE = 200;

const toAnnouncement = (row: Row, sender: Person): Announcement => ({
  id: row.id,
  sender,
  body: row.body,
  to: { roles: row.roles, groupIds: row.groupIds },
  createdAt: row.createdAt.toISOString(),
  recipients: row.recipients,
  sent: row.sent,
  skipped: row.skipped,
  doneAt: row.doneAt?.toISOString() ?? null,
});

async function withSenders(db: Executor, rows: readonly Row[]): Promise<Announcement[]> {
  const senders = new Map(
    (await loadPeople(db, [...new Set(rows.map(({ senderId }) => senderId))])).map((sender) => [
      sender.id,
      sender,
    ]),
  );
  return rows.map((row) => toAnnouncement(row, orNotFound(senders.get(row.senderId))));
}

interface Audience extends AnnouncementTo {
  readonly senderId: string;
}

/** Whether a user is among the recipients. */
const isRecipient = (tx: Executor, { senderId, roles, groupIds }: Audience) =>
  and(
    eq(users.kind, "PERSON"),
    eq(users.status, "active"),
    ne(users.id, senderId),
    or(
      isAnyOf(users.role, roles),
      exists(
        tx
          .select({ one: sql`1` })
          .from(groupMembers)
          .where(
            and(
              eq(groupMembers.userId, users.id),
              isNull(groupMembers.leftAt),
              isAnyOf(groupMembers.groupId, groupIds),
            ),
          ),
      ),
    ),
  );

async function countRecipients(tx: Executor, audience: Audience): Promise<number> {
  const { groupIds } = audience;
  const known = await tx.$count(groups, isAnyOf(groups.id, groupIds));
  if (known < new Set(groupIds).size)
    throw invalidInput("to.groupIds", "has the id of a group that does not exist");
  return tx.$count(users, isRecipient(tx, audience));
}

/** The number of people whom an announcement of the caller would reach. For an ADMIN. */
export async function countAnnouncement({
  ctx,
  input: { to },
}: Call<CountAnnouncementInput>): Promise<AnnouncementCount> {
  requireStaff(ctx);
  return { recipients: await countRecipients(ctx.db, { ...to, senderId: ctx.actor.id }) };
}

const isSame = (row: Row, { body, to }: SendAnnouncementInput, senderId: string) =>
  row.senderId === senderId &&
  row.body === body &&
  row.roles.join(" ") === to.roles.join(" ") &&
  row.groupIds.join(" ") === to.groupIds.join(" ");

/** Adds the job that sends an announcement to the recipients after the last one who has it. */
const enqueueNext = ({ jobs }: Pick<Platform, "jobs">, tx: Executor, { id, lastUserId }: Row) =>
  jobs.enqueue(tx, [
    {
      kind: "announcements.send",
      key: derivedUuid("announcements.send", id, lastUserId ?? ""),
      data: { announcementId: id, after: lastUserId },
    },
  ]);

/**
 * Sends a text to many people, each in their own conversation with the caller, in the background. The same id with the
 * same text and recipients returns the first result. For an ADMIN.
 */
export async function sendAnnouncement({
  ctx,
  input,
}: Call<SendAnnouncementInput>): Promise<Announcement> {
  requireStaff(ctx);
  const senderId = ctx.actor.id;
  const { id, body, to } = input;
  const row = await ctx.db.transaction(async (tx) => {
    const [known] = await tx.select().from(announcements).where(eq(announcements.id, id));
    if (known !== undefined) return known;
    const recipients = await countRecipients(tx, { ...to, senderId });
    if (recipients === 0) throw invalidInput("to", "has no recipients");
    const [stored] = await tx
      .insert(announcements)
      .values({ id, senderId, body, ...to, recipients, createdAt: ctx.clock.now() })
      .onConflictDoNothing()
      .returning();
    // Another call with this id was faster.
    if (stored === undefined) throw new DomainError("idempotency_conflict");
    await enqueueNext(ctx, tx, stored);
    return stored;
  });
  if (!isSame(row, input, senderId)) throw new DomainError("idempotency_conflict");
  const [announcement] = await withSenders(ctx.db, [row]);
  return orNotFound(announcement);
}

/** The latest announcements of all ADMINs, newest first. For an ADMIN. */
export async function listAnnouncements({ ctx }: { ctx: ActorContext }): Promise<Announcements> {
  requireStaff(ctx);
  const rows = await ctx.db
    .select()
    .from(announcements)
    .orderBy(desc(announcements.createdAt), desc(announcements.id))
    .limit(LISTED_MAX);
  return { announcements: await withSenders(ctx.db, rows) };
}

/** Sends an announcement to one recipient, once however often it is called. False if the sender may not write to them. */
async function sendTo(platform: Platform, { senderId, id, body }: Row, userId: string) {
  try {
    const conversationId = await directConversation(platform, { senderId, userId });
    const { deliveries } = await platform.sends.send({
      ...{ senderId, conversationId, body, issuedAt: null },
      id: derivedUuid("announcements.send", id, userId),
    });
    platform.bus.deliver(deliveries);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

/** The next recipients, in the order of their ids. */
async function nextRecipients(db: Executor, row: Row): Promise<string[]> {
  const after = row.lastUserId === null ? undefined : gt(users.id, row.lastUserId);
  const found = await db
    .select({ id: users.id })
    .from(users)
    .where(and(isRecipient(db, row), after))
    .orderBy(asc(users.id))
    .limit(ANNOUNCED_AT_ONCE);
  return found.map(({ id }) => id);
}

async function isStillAdmin(db: Executor, userId: string): Promise<boolean> {
  const isAdmin = and(eq(users.id, userId), eq(users.role, "ADMIN"), eq(users.status, "active"));
  return (await db.$count(users, isAdmin)) > 0;
}

/**
 * Sends an announcement to its next recipients, and adds the job for those after them. A repeat sends nothing twice:
 * the ids of the messages follow from the announcement. It ends early if its author is no active ADMIN any more.
 */
export async function continueAnnouncement(
  platform: Platform,
  { announcementId, after }: { readonly announcementId: string; readonly after: string | null },
): Promise<void> {
  const { db, clock } = platform;
  const isAtIt = and(
    eq(announcements.id, announcementId),
    sql`${announcements.lastUserId} is not distinct from ${after}`,
    isNull(announcements.doneAt),
  );
  const [row] = await db.select().from(announcements).where(isAtIt);
  if (row === undefined) return;
  const next = (await isStillAdmin(db, row.senderId)) ? await nextRecipients(db, row) : [];
  let sent = 0;
  for (const userId of next) if (await sendTo(platform, row, userId)) sent += 1;
  const lastUserId = next.at(-1);
  await db.transaction(async (tx) => {
    const [changed] = await tx
      .update(announcements)
      .set({
        sent: row.sent + sent,
        skipped: row.skipped + next.length - sent,
        ...(lastUserId === undefined ? { doneAt: clock.now() } : { lastUserId }),
      })
      .where(isAtIt)
      .returning();
    if (changed !== undefined && lastUserId !== undefined) await enqueueNext(platform, tx, changed);
  });
}

import { limits } from "@parley/contract/limits";
import type {
  CreateReportInput,
  DecideReportInput,
  DeleteReportedInput,
  OwnReport,
  ReportDetail,
  ReportEvidence,
} from "@parley/contract/reports";
import type { Executor } from "@parley/db/database";
import { reports, users } from "@parley/db/schema";
import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import type { ActorContext, Call } from "../context.ts";
import { DomainError, invalidInput, orNotFound } from "../errors.ts";
import { lockUser } from "../lock-user.ts";
import { deleteAsStaff } from "../messages/delete.ts";
import { canKnow } from "../relations/can-know.ts";
import { appendEvents, type Outgoing } from "../stream/append.ts";
import { freezeEvidence } from "./evidence.ts";
import { getReport, isSeenReport, loadOwnReport, requireAdmin } from "./load-reports.ts";

const DAY = 86_400_000;
type StoredReport = typeof reports.$inferSelect;

/** One event for the reporter, and one for each ADMIN who may see the report. */
async function eventsFor(
  tx: Executor,
  { id, reporterId, aboutIds }: Pick<StoredReport, "id" | "reporterId" | "aboutIds">,
): Promise<Outgoing[]> {
  const admins = await tx
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.role, "ADMIN"),
        eq(users.status, "active"),
        sql`not ${users.id} = any(${sql.param(aboutIds)}::text[])`,
      ),
    );
  return [...new Set([reporterId, ...admins.map((admin) => admin.id)])].map((userId) => ({
    userId,
    type: "report.changed",
    subjectId: id,
  }));
}

const sorted = (seqs: readonly number[]) => seqs.toSorted((one, other) => one - other);

const isSame = (row: StoredReport, input: CreateReportInput, reporterId: string) =>
  row.reporterId === reporterId &&
  row.category === input.category &&
  row.text === (input.text ?? "") &&
  row.userId === (input.userId ?? null) &&
  row.conversationId === (input.conversationId ?? null) &&
  row.seqs.join() === sorted(input.seqs ?? []).join();

/** Refuses one report too many in 24 hours. */
async function requireRoom(tx: Executor, reporterId: string, now: Date): Promise<void> {
  const since = new Date(now.getTime() - DAY);
  const latest = await tx
    .select({ createdAt: reports.createdAt })
    .from(reports)
    .where(and(eq(reports.reporterId, reporterId), gt(reports.createdAt, since)))
    .orderBy(desc(reports.createdAt))
    .limit(limits.reportsPerDay);
  const first = latest[limits.reportsPerDay - 1];
  if (first === undefined) return;
  const retryAfterMs = first.createdAt.getTime() + DAY - now.getTime();
  throw new DomainError("too_many_requests", { retryAfterMs });
}

/** The open report of all of these messages by the same user, locked: what they say now is added to it. */
async function findJoined(
  tx: Executor,
  {
    conversationId,
    seqs,
    reporterId,
  }: Pick<StoredReport, "conversationId" | "seqs" | "reporterId">,
): Promise<StoredReport | undefined> {
  if (conversationId === null) return undefined;
  const [joined] = await tx
    .select()
    .from(reports)
    .where(
      and(
        eq(reports.reporterId, reporterId),
        eq(reports.conversationId, conversationId),
        isNull(reports.joinsId),
        eq(reports.state, "open"),
        sql`${reports.seqs} @> ${sql.param(seqs)}::int[]`,
      ),
    )
    .orderBy(reports.createdAt, reports.id)
    .limit(1)
    .for("no key update");
  return joined;
}

/** Refuses a user whom the caller may not know of. */
async function requireKnown(ctx: ActorContext, userId: string): Promise<void> {
  if (userId === ctx.actor.id) throw invalidInput("userId", "is the caller");
  if (!(await canKnow(ctx, userId))) throw new DomainError("not_found");
}

/** Whom a report is about, and what is stored with it. Throws if the caller never saw the messages. */
async function frozen(
  ctx: ActorContext,
  tx: Executor,
  { userId, conversationId, seqs = [] }: CreateReportInput,
): Promise<{ aboutIds: string[]; evidence: ReportEvidence | null }> {
  const callerId = ctx.actor.id;
  if (conversationId !== undefined) {
    const now = ctx.clock.now();
    const evidence = await freezeEvidence(tx, { userId: callerId, conversationId, seqs, now });
    const authors = evidence.messages.flatMap(({ isReported, senderId }) =>
      isReported ? [senderId] : [],
    );
    return { aboutIds: [...new Set(authors)], evidence };
  }
  return { aboutIds: userId === undefined ? [] : [userId], evidence: null };
}

/**
 * Reports messages, a user, or asks staff for help. The same id with the same report returns the first result. A second
 * report of the same messages by the same user is added to the first as long as that is open, which is returned. Only the
 * reporter and ADMINs whom it is not about learn of it.
 */
export async function createReport({ ctx, input }: Call<CreateReportInput>): Promise<OwnReport> {
  const { id, category, text = "" } = input;
  const reporterId = ctx.actor.id;
  const now = ctx.clock.now();
  if (input.userId !== undefined) await requireKnown(ctx, input.userId);
  const { reportId, deliveries } = await ctx.db.transaction(async (tx) => {
    await lockUser(tx, reporterId);
    const [known] = await tx.select().from(reports).where(eq(reports.id, id));
    if (known !== undefined) {
      if (!isSame(known, input, reporterId)) throw new DomainError("idempotency_conflict");
      return { reportId: known.joinsId ?? id, deliveries: [] };
    }
    await requireRoom(tx, reporterId, now);
    const seqs = sorted(input.seqs ?? []);
    const { aboutIds, evidence } = await frozen(ctx, tx, input);
    const { userId = null, conversationId = null } = input;
    const joined = await findJoined(tx, { conversationId, seqs, reporterId });
    const isUrgent = category === "danger";
    await tx.insert(reports).values({
      ...{ id, reporterId, joinsId: joined?.id, category, text, userId, conversationId, seqs },
      ...{ aboutIds, evidence, isUrgent, createdAt: now },
    });
    if (joined !== undefined)
      await tx
        .update(reports)
        .set({ version: joined.version + 1, isUrgent: joined.isUrgent || isUrgent })
        .where(eq(reports.id, joined.id));
    const shown = joined ?? { id, reporterId, aboutIds };
    // An addition is news if it is urgent, and what it is added to is not.
    if (joined === undefined || (isUrgent && !joined.isUrgent))
      await ctx.jobs.enqueue(tx, [
        { kind: "reports.notify", key: id, data: { reportId: shown.id, causeId: id } },
      ]);
    return {
      reportId: shown.id,
      deliveries: await appendEvents(tx, await eventsFor(tx, shown)),
    };
  });
  ctx.bus.deliver(deliveries);
  return loadOwnReport(ctx.db, reportId);
}

/** Whether the last decision is this one, and was made on the version that the caller names. */
const isRepeat = (row: StoredReport, input: DecideReportInput, adminId: string) => {
  const last = row.decisions.at(-1);
  return (
    row.version === input.expectedVersion + 1 &&
    row.state === input.state &&
    last?.byId === adminId &&
    last.note === (input.note ?? "")
  );
};

/**
 * Decides a report, or opens it again. For an ADMIN whom it is not about. If it was decided or added to in the meantime,
 * it is `version_conflict`.
 */
export async function decideReport({ ctx, input }: Call<DecideReportInput>): Promise<ReportDetail> {
  requireAdmin(ctx);
  const { reportId, state, note = "", expectedVersion } = input;
  const byId = ctx.actor.id;
  const deliveries = await ctx.db.transaction(async (tx) => {
    const [found] = await tx
      .select()
      .from(reports)
      .where(isSeenReport(reportId, byId))
      .for("no key update");
    const row = orNotFound(found);
    if (isRepeat(row, input, byId)) return [];
    if (row.version !== expectedVersion) throw new DomainError("version_conflict");
    if (state === "open" && row.state === "open") throw invalidInput("state", "is what it is now");
    const decision = { state, note, byId, at: ctx.clock.now().toISOString() };
    await tx
      .update(reports)
      .set({ state, version: row.version + 1, decisions: [...row.decisions, decision] })
      .where(eq(reports.id, reportId));
    return appendEvents(tx, await eventsFor(tx, row));
  });
  ctx.bus.deliver(deliveries);
  return getReport({ ctx, input: { reportId } });
}

/**
 * Deletes a message of a report, whether or not the ADMIN is in its conversation. What is stored with the report stays.
 * Idempotent.
 */
export async function deleteReported({
  ctx,
  input: { reportId, seq, reason },
}: Call<DeleteReportedInput>): Promise<ReportDetail> {
  requireAdmin(ctx);
  const [found] = await ctx.db.select().from(reports).where(isSeenReport(reportId, ctx.actor.id));
  const report = orNotFound(found);
  const { conversationId, seqs } = report;
  if (conversationId === null || !seqs.includes(seq))
    throw invalidInput("seq", "is no message of the report");
  await deleteAsStaff(ctx, { key: { conversationId, seq }, reason });
  // The report itself is as it was; ADMINs who look at it see what is deleted.
  ctx.bus.deliver(
    await ctx.db.transaction(async (tx) => appendEvents(tx, await eventsFor(tx, report))),
  );
  return getReport({ ctx, input: { reportId } });
}

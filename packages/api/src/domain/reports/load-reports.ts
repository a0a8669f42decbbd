import type {
  listReportsInput,
  OpenReports,
  OwnReport,
  OwnReports,
  Report,
  ReportDetail,
  ReportInput,
  ReportPage,
} from "@parley/contract/reports";
import type { Person, Role } from "@parley/contract/people";
import { limits } from "@parley/contract/limits";
import type { Executor } from "@parley/db/database";
import { messages, reports } from "@parley/db/schema";
import { and, desc, eq, isNotNull, isNull, ne, type SQL, sql } from "drizzle-orm";
import type * as z from "zod";
import { isAnyOf } from "../any-of.ts";
import type { ActorContext, Call } from "../context.ts";
import { DomainError, orNotFound } from "../errors.ts";
import { loadPeople } from "../users/load-people.ts";

/** Without the evidence, which is large. */
const columns = {
  id: reports.id,
  reporterId: reports.reporterId,
  joinsId: reports.joinsId,
  category: reports.category,
  text: reports.text,
  conversationId: reports.conversationId,
  seqs: reports.seqs,
  aboutIds: reports.aboutIds,
  state: reports.state,
  isUrgent: reports.isUrgent,
  version: reports.version,
  decisions: reports.decisions,
  createdAt: reports.createdAt,
};

type ReportRow = Pick<typeof reports.$inferSelect, keyof typeof columns>;

interface Viewer {
  readonly id: string;
  readonly role: Role;
}

/** Only an ADMIN sees the reports of others. */
export function requireAdmin({ actor }: { readonly actor: Viewer }): void {
  if (actor.role !== "ADMIN") throw new DomainError("forbidden");
}

/** Reports of their own, not additions, that are not about a user: what that user sees as an ADMIN. */
const isSeenByStaff = (adminId: string): SQL | undefined =>
  and(isNull(reports.joinsId), sql`not ${reports.aboutIds} @> array[${adminId}]::text[]`);

/** The report with an id, if an ADMIN may see it. */
export const isSeenReport = (reportId: string, adminId: string): SQL | undefined =>
  and(eq(reports.id, reportId), isSeenByStaff(adminId));

/** What reports say: additions, and the people in them. */
async function loadAround(db: Executor, rows: readonly ReportRow[]) {
  const ids = rows.map(({ id }) => id);
  const additions =
    ids.length === 0
      ? []
      : await db
          .select(columns)
          .from(reports)
          .where(isAnyOf(reports.joinsId, ids))
          .orderBy(reports.createdAt, reports.id);
  const personIds = rows.flatMap(({ reporterId, aboutIds, decisions }) => [
    reporterId,
    ...aboutIds,
    ...decisions.map(({ byId }) => byId),
  ]);
  const people = await loadPeople(db, [...new Set(personIds)]);
  return { additions, people: new Map(people.map((person) => [person.id, person])) };
}

type Around = Awaited<ReturnType<typeof loadAround>>;

const personIn = ({ people }: Around, id: string): Person => orNotFound(people.get(id));

const saidOf = ({ category, text, createdAt }: ReportRow) => ({
  category,
  text,
  createdAt: createdAt.toISOString(),
});

const baseOf = (row: ReportRow, around: Around) => ({
  id: row.id,
  ...saidOf(row),
  additions: around.additions.filter(({ joinsId }) => joinsId === row.id).map(saidOf),
  about: row.aboutIds.map((id) => personIn(around, id)),
  messages:
    row.conversationId === null ? null : { conversationId: row.conversationId, seqs: row.seqs },
});

const toReport = (row: ReportRow, around: Around): Report => ({
  ...baseOf(row, around),
  reporter: personIn(around, row.reporterId),
  state: row.state,
  isUrgent: row.isUrgent,
  version: row.version,
});

async function loadOwn(db: Executor, where: SQL | undefined): Promise<OwnReport[]> {
  const rows = await db
    .select(columns)
    .from(reports)
    .where(and(isNull(reports.joinsId), where))
    .orderBy(desc(reports.createdAt), desc(reports.id))
    .limit(limits.pageMax);
  const around = await loadAround(db, rows);
  // Whether staff have decided is all that the reporter is told.
  return rows.map((row) => ({
    ...baseOf(row, around),
    state: row.state === "open" ? "open" : "closed",
  }));
}

/** One report of its reporter. */
export async function loadOwnReport(db: Executor, id: string): Promise<OwnReport> {
  const [report] = await loadOwn(db, eq(reports.id, id));
  return orNotFound(report);
}

/** The caller's own reports. */
export async function listOwnReports({ ctx }: { ctx: ActorContext }): Promise<OwnReports> {
  return { reports: await loadOwn(ctx.db, eq(reports.reporterId, ctx.actor.id)) };
}

/** Urgent ones first as long as they are open. */
const rank = sql<boolean>`(${reports.isUrgent} and ${reports.state} = 'open')`;

/** A page of the reports that the calling ADMIN may see. */
export async function listReports({
  ctx,
  input: { state, cursor, limit },
}: Call<z.infer<typeof listReportsInput>>): Promise<ReportPage> {
  requireAdmin(ctx);
  const isOpen = eq(reports.state, "open");
  const rows = await ctx.db
    .select(columns)
    .from(reports)
    .where(
      and(
        isSeenByStaff(ctx.actor.id),
        state === "open" ? isOpen : ne(reports.state, "open"),
        cursor
          ? sql`(${rank}, ${reports.createdAt}, ${reports.id})
              < (${cursor.isUrgent}, ${cursor.createdAt}::timestamptz, ${cursor.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(rank), desc(reports.createdAt), desc(reports.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const around = await loadAround(ctx.db, shown);
  const last = shown.at(-1);
  const nextCursor =
    last === undefined || rows.length === shown.length
      ? null
      : {
          isUrgent: last.isUrgent && last.state === "open",
          createdAt: last.createdAt.toISOString(),
          id: last.id,
        };
  return { reports: shown.map((row) => toReport(row, around)), nextCursor };
}

/** How many reports wait for a decision of the calling ADMIN. */
export async function countReports({ ctx }: { ctx: ActorContext }): Promise<OpenReports> {
  requireAdmin(ctx);
  const [counted] = await ctx.db
    .select({
      open: sql<number>`count(*)::int`,
      urgent: sql<number>`(count(*) filter (where ${reports.isUrgent}))::int`,
    })
    .from(reports)
    .where(and(isSeenByStaff(ctx.actor.id), eq(reports.state, "open")));
  return orNotFound(counted);
}

/** The other reports about one of the messages of a report. */
async function loadOthers(db: Executor, row: ReportRow, adminId: string): Promise<ReportRow[]> {
  if (row.conversationId === null) return [];
  return db
    .select(columns)
    .from(reports)
    .where(
      and(
        isSeenByStaff(adminId),
        eq(reports.conversationId, row.conversationId),
        sql`${reports.seqs} && ${sql.param(row.seqs)}::int[]`,
        ne(reports.id, row.id),
      ),
    )
    .orderBy(desc(reports.createdAt), desc(reports.id))
    .limit(limits.pageMax);
}

async function loadDeletedSeqs(db: Executor, { conversationId, seqs }: ReportRow) {
  if (conversationId === null) return [];
  const rows = await db
    .select({ seq: messages.seq })
    .from(messages)
    .where(
      and(
        eq(messages.conversationId, conversationId),
        isAnyOf(messages.seq, seqs),
        isNotNull(messages.deletedAt),
      ),
    )
    .orderBy(messages.seq);
  return rows.map(({ seq }) => seq);
}

/** A report with its evidence. For an ADMIN whom it is not about: for others it does not exist. */
export async function getReport({ ctx, input }: Call<ReportInput>): Promise<ReportDetail> {
  requireAdmin(ctx);
  const { db, actor } = ctx;
  const [found] = await db
    .select({ ...columns, evidence: reports.evidence })
    .from(reports)
    .where(isSeenReport(input.reportId, actor.id));
  const { evidence, ...row } = orNotFound(found);
  const others = await loadOthers(db, row, actor.id);
  const around = await loadAround(db, [row, ...others]);
  return {
    ...toReport(row, around),
    evidence,
    deletedSeqs: await loadDeletedSeqs(db, row),
    decisions: row.decisions.map(({ byId, ...decision }) => ({
      ...decision,
      by: personIn(around, byId),
    })),
    others: others.map((other) => toReport(other, around)),
  };
}

/** A report as an event names it. */
export interface ReportNews {
  readonly reportId: string;
  readonly version: number;
  readonly isOwn: boolean;
  readonly isUrgent: boolean;
}

/** Those of some reports that a user may see, their own or as an ADMIN. */
export async function loadReportNews(
  db: Executor,
  { viewer, ids }: { readonly viewer: Viewer; readonly ids: readonly string[] },
): Promise<ReportNews[]> {
  if (ids.length === 0) return [];
  const isOwn = eq(reports.reporterId, viewer.id);
  const seen = viewer.role === "ADMIN" ? sql`(${isOwn} or ${isSeenByStaff(viewer.id)})` : isOwn;
  const rows = await db
    .select(columns)
    .from(reports)
    .where(and(isAnyOf(reports.id, ids), seen));
  return rows.map((row) => ({
    reportId: row.id,
    version: row.version,
    isOwn: row.reporterId === viewer.id,
    isUrgent: row.isUrgent,
  }));
}

import type { ActivityPage, listActivityInput, SideActivity } from "@parley/contract/activity";
import type * as z from "zod";
import type { StaffCall } from "../context.ts";
import { toOptionalTime, toTime } from "../moment.ts";
import { countThings, countMessages, type Counts, lastMessages } from "./activity-counts.ts";
import { type PairRow, pairRows } from "./activity-pairs.ts";
import { requireStaff } from "./members.ts";

const DAY = 24 * 60 * 60_000;

/** The Monday, 0:00 UTC, on which the given number of weeks begins, the current one included. */
function firstMonday(now: Date, weeks: number): Date {
  const today = Math.floor(now.getTime() / DAY) * DAY;
  const sinceMonday = (now.getUTCDay() + 6) % 7;
  return new Date(today - (sinceMonday + 7 * (weeks - 1)) * DAY);
}

const later = (one: string | null, other: string | null) =>
  (one ?? "") > (other ?? "") ? one : other;

interface Told {
  readonly weeks: number;
  readonly counts: Counts;
  /** The last direct message of a user, by conversation and user. */
  readonly last: ReadonlyMap<string, string>;
}

/** How much one user of a pair wrote. */
function sideOf(row: PairRow, userId: string, { weeks, counts, last }: Told): SideActivity {
  const direct = row.direct_id === null ? undefined : counts.of(row.direct_id, userId);
  const inGroup = counts.of(row.group_conversation_id, userId);
  const lastDirect = row.direct_id === null ? null : last.get(`${row.direct_id} ${userId}`);
  return {
    weeks: Array.from({ length: weeks }, (_, week) => direct?.byWeek.get(week) ?? 0),
    inGroup: [...(inGroup?.byWeek.values() ?? [])].reduce((sum, count) => sum + count, 0),
    lastAt: later(lastDirect ?? null, inGroup?.lastAt ?? null),
  };
}

/** A page of mentors and mentees with how much and when each wrote, the longest silent first. For an ADMIN. */
export async function listActivity({
  ctx,
  input: { weeks, groupId, cursor, limit },
}: StaffCall<z.output<typeof listActivityInput>>): Promise<ActivityPage> {
  requireStaff(ctx);
  const from = firstMonday(ctx.clock.now(), weeks);
  const rows = await pairRows(ctx.db, { groupId, behind: cursor ?? null, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const [counts, last, things] = await Promise.all([
    countMessages(ctx.db, { page, from, weeks }),
    lastMessages(ctx.db, page),
    countThings(ctx.db, page),
  ]);
  const told = { weeks, counts, last };
  const final = rows.length > limit ? page.at(-1) : undefined;
  return {
    from: from.toISOString(),
    pairs: page.map((row) => {
      const { held = 0, open = 0, done = 0 } = things.get(row.direct_id ?? "") ?? {};
      return {
        groupId: row.group_id,
        groupName: row.group_name,
        mentor: row.mentor,
        mentee: row.mentee,
        since: toTime(row.since),
        byMentor: sideOf(row, row.mentor.id, told),
        byMentee: sideOf(row, row.mentee.id, told),
        items: { open, done },
        meetingsHeld: held,
      };
    }),
    nextCursor:
      final === undefined
        ? null
        : {
            quietSince: toOptionalTime(final.quiet_since),
            groupId: final.group_id,
            menteeId: final.mentee.id,
          },
  };
}

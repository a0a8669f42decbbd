import type {
  AboutConversation,
  ConversationInput,
  GroupMember,
  ResponseTime,
} from "@parley/contract/conversations";
import {
  contacts,
  conversations,
  groupMembers,
  groups,
  messages,
  notificationSettings,
  participants,
  users,
} from "@parley/db/schema";
import { computed, nullable, type RowOf, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import { explain } from "../contacts/explain.ts";
import type { ActorContext, Call } from "../context.ts";
import { orNotFound } from "../errors.ts";
import { toTime } from "../moment.ts";
import { settingsColumns, settingsRow, toSettings } from "../notifications/load-settings.ts";
import { isVisible, otherUser } from "../participants/visibility.ts";
import { decide } from "../policy/decide.ts";
import { loadRelationsOf } from "../policy/load-relations.ts";

interface Asked {
  readonly me: string;
  readonly conversationId: string;
}

const example: Asked = { me: "ada", conversationId: "" };

const aboutRow = {
  group_id: conversations.groupId,
  has_left: computed.boolean,
  other_id: nullable(users.id),
  since: nullable(computed.moment),
  shares_response_time: nullable(users.sharesResponseTime),
  ...settingsRow,
} as const;

/** A group connects two users from the moment at which the later of them joined. */
const aboutRows = statement({
  name: "conversations.about",
  row: aboutRow,
  sql: ({ me, conversationId }: Asked) => sql`
    select c.group_id, mine.left_seq is not null as has_left, o.id as other_id, o.shares_response_time,
      least(
        (select min(greatest(own.joined_at, theirs.joined_at))
          from ${groupMembers} own
          join ${groups} g on g.id = own.group_id and g.state <> 'archived'
          join ${groupMembers} theirs on theirs.group_id = own.group_id and theirs.left_at is null
          where own.user_id = mine.user_id and own.left_at is null and theirs.user_id = o.id),
        (select k.created_at from ${contacts} k where k.owner_id = mine.user_id and k.contact_id = o.id)
      ) as since,
      ${settingsColumns("o", "s")}
    from ${conversations} c
    join ${participants} mine on mine.conversation_id = c.id and mine.user_id = ${me}
    left join ${users} o on o.id = ${otherUser({ conversation: "c", user: "mine.user_id" })}
    left join ${notificationSettings} s on s.user_id = o.id
    where c.id = ${conversationId}`,
  examples: [example],
});

/** The newest messages from which the usual time to an answer is computed, and the answers that it takes. */
const NEWEST = 500;
const ENOUGH_ANSWERS = 5;

/**
 * How often the other user answered the caller, and the median of the seconds from the first message of the caller that
 * waited for an answer. Messages of one user in a row are one turn.
 */
const answerRows = statement({
  name: "conversations.answers",
  row: { answers: computed.int, median: nullable(computed.float) },
  sql: ({ me, conversationId }: Asked) => sql`
    select count(*)::int as answers,
      percentile_disc(0.5) within group (order by extract(epoch from began - asked)::float8) as median
    from (
      select sender_id, min(created_at) as began, lag(min(created_at)) over (order by turn) as asked
      from (
        select newest.*, sum(is_turn) over (order by seq) as turn
        from (
          select m.seq, m.sender_id, m.created_at,
            (m.sender_id is distinct from lag(m.sender_id) over (order by m.seq))::int as is_turn
          from (
            select x.seq, x.sender_id, x.created_at
            from ${participants} p
            join ${messages} x on x.conversation_id = p.conversation_id
              and ${isVisible({ participant: "p", seq: "x.seq" })}
            where p.conversation_id = ${conversationId} and p.user_id = ${me}
            order by x.seq desc limit ${NEWEST}
          ) m
        ) newest
      ) turns
      group by turn, sender_id
    ) each_turn
    where sender_id <> ${me} and asked is not null`,
  examples: [example],
});

const HOUR = 3_600;

function responseTimeOf({ answers, median }: { answers: number; median: number | null }) {
  if (answers < ENOUGH_ANSWERS || median === null) return null;
  const steps: readonly (readonly [number, ResponseTime])[] = [
    [HOUR, "hour"],
    [6 * HOUR, "hours"],
    [24 * HOUR, "day"],
  ];
  return steps.find(([upTo]) => median <= upTo)?.[1] ?? "days";
}

type Direct = Extract<AboutConversation, { kind: "direct" }>;

/** Time zone and answers follow the right to write: a block, or the end of the last reason, hides them at once. */
async function aboutPerson(
  ctx: ActorContext,
  { row, ...asked }: Asked & { row: RowOf<typeof aboutRow> & { other_id: string } },
): Promise<Direct> {
  const explanation = await explain({ ctx, input: { userId: row.other_id } });
  const { canWrite, reasons } = explanation;
  const settings = toSettings(row, ctx.notifications.policy);
  const [answers] =
    canWrite && row.shares_response_time === true ? await answerRows(ctx.db, asked) : [];
  return {
    kind: "direct",
    explanation,
    since: row.since === null || reasons.length === 0 ? null : toTime(row.since),
    timeZone: canWrite && settings.sharesSchedule ? settings.timeZone : null,
    responseTime: answers === undefined ? null : responseTimeOf(answers),
  };
}

const memberRows = statement({
  name: "conversations.group-members",
  row: { user_id: groupMembers.userId, since: groupMembers.joinedAt, mentor_id: groups.mentorId },
  sql: (groupId: string) => sql`
    select gm.user_id, gm.joined_at as since, g.mentor_id
    from ${groups} g join ${groupMembers} gm on gm.group_id = g.id and gm.left_at is null
    where g.id = ${groupId}
    order by gm.user_id`,
  examples: ["north"],
});

/** A block by a member is left out if the policy reveals it only when the caller writes, as elsewhere (WRI-1). */
async function aboutGroup(
  { db, actor, policy }: ActorContext,
  groupId: string,
): Promise<AboutConversation> {
  const rows = await memberRows(db, groupId);
  const pairs = rows.map((row) => ({ fromId: actor.id, toId: row.user_id }));
  const relations = await loadRelationsOf(db, pairs);
  const members = rows.map((row, at): GroupMember => {
    const relation = relations[at];
    const isOwn = row.user_id === actor.id;
    const known = relation && {
      ...relation,
      blocked: policy.blockNotice === "on-attempt" ? relation.blockedByFrom : relation.blocked,
    };
    const canMessage = known !== undefined && !isOwn && decide("open", known, policy).allowed;
    return { userId: row.user_id, since: toTime(row.since), canMessage };
  });
  return { kind: "group", mentorId: rows[0]?.mentor_id ?? null, members };
}

/** What the caller may know of the other user of a conversation, or of the members of its group. */
export async function aboutConversation({
  ctx,
  input: { conversationId },
}: Call<ConversationInput>): Promise<AboutConversation> {
  const asked = { me: ctx.actor.id, conversationId };
  const [found] = await aboutRows(ctx.db, asked);
  const row = orNotFound(found);
  const { other_id, group_id } = row;
  if (other_id !== null) return aboutPerson(ctx, { ...asked, row: { ...row, other_id } });
  if (group_id === null || row.has_left) return { kind: "group", mentorId: null, members: [] };
  return aboutGroup(ctx, group_id);
}

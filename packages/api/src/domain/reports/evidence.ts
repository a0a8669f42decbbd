import type { ReportedMessage, ReportEvidence } from "@parley/contract/reports";
import type { Executor } from "@parley/db/database";
import {
  conversations,
  files,
  groups,
  messages,
  messageVersions,
  participants,
  users,
} from "@parley/db/schema";
import { computed, fragment, nullable, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import { DomainError, invalidInput, orNotFound } from "../errors.ts";
import { lockConversations } from "../messages/change-message.ts";
import { toOptionalTime, toTime } from "../moment.ts";
import { firstVisibleSeq, lastVisibleSeq } from "../participants/visibility.ts";
import { lastLeftAt } from "../policy/facts.ts";

/** Messages that are stored before and after a reported one. */
const NEIGHBOURS = 10;
/** How long a former member can report what they have deleted for themselves. */
const FORMER = 90 * 86_400_000;

interface Wanted {
  readonly userId: string;
  readonly conversationId: string;
  readonly seqs: readonly number[];
  /** A former member who left before cannot see what they have deleted. */
  readonly leftSince: Date;
}

/** The place of a report, for a user who is or was in the conversation. */
const places = statement({
  name: "reports.place",
  row: {
    kind: conversations.kind,
    name: nullable(groups.name),
    members: computed.json<ReportEvidence["members"]>(),
  },
  sql: ({ userId, conversationId }: Pick<Wanted, "userId" | "conversationId">) => sql`
    select c.kind, g.name, (
      select json_agg(json_build_object('userId', u.id, 'name', u.name, 'role', u.role) order by u.id)
      from ${participants} x join ${users} u on u.id = x.user_id
      where x.conversation_id = c.id and x.left_seq is null) as members
    from ${participants} p
    join ${conversations} c on c.id = p.conversation_id
    left join ${groups} g on g.id = c.group_id
    where p.user_id = ${userId} and p.conversation_id = ${conversationId}`,
  examples: [{ userId: "ada", conversationId: "" }],
});

/** Whether a participant sees a message, or has seen it before they deleted the conversation for themselves. */
const couldSee = (leftSince: Date) => sql`
  m.seq between case
      when ${fragment`p.left_seq`} is null
        or ${lastLeftAt({ groupId: "c.group_id", userId: "p.user_id" })} >= ${leftSince.toISOString()}::timestamptz
      then ${fragment`p.visible_from_seq`} else ${firstVisibleSeq("p")} end
    and ${lastVisibleSeq("p")}`;

/** The reported messages and those next to them, as far as the reporter could see them. */
const frozen = statement({
  name: "reports.evidence",
  row: {
    seq: messages.seq,
    id: messages.id,
    sender_id: messages.senderId,
    sender_name: users.name,
    body: messages.body,
    is_reported: computed.boolean,
    created_at: messages.createdAt,
    edited_at: messages.editedAt,
    deleted_at: messages.deletedAt,
    files: messages.files,
    /** What edits and a deletion replaced, oldest first. */
    versions: nullable(computed.json<{ body: string; replacedAt: string }[]>()),
    hashes: nullable(computed.json<Readonly<Record<string, string>>>()),
  },
  sql: ({ userId, conversationId, seqs, leftSince }: Wanted) => sql`
    select m.seq, m.id, m.sender_id, u.name as sender_name, m.body, m.seq = any(${sql.param(seqs)}::int[]) as is_reported,
      m.created_at, m.edited_at, m.deleted_at, m.files, (
        select json_agg(json_build_object('body', v.body, 'replacedAt', v.replaced_at) order by v.version)
        from ${messageVersions} v where v.conversation_id = m.conversation_id and v.seq = m.seq) as versions, (
        select json_object_agg(f.id, f.sha256)
        from ${files} f where f.owner_id = m.sender_id and f.message_id = m.id) as hashes
    from ${participants} p
    join ${conversations} c on c.id = p.conversation_id
    join ${messages} m on m.conversation_id = c.id and ${couldSee(leftSince)}
    join ${users} u on u.id = m.sender_id
    where p.user_id = ${userId} and p.conversation_id = ${conversationId} and m.seq in (
      select near from unnest(${sql.param(seqs)}::int[]) as t (seq), generate_series(t.seq::bigint - ${NEIGHBOURS}::int, t.seq::bigint + ${NEIGHBOURS}::int) as near)
    order by m.seq`,
  examples: [{ userId: "ada", conversationId: "", seqs: [1], leftSince: new Date(0) }],
});

type FrozenRow = Awaited<ReturnType<typeof frozen>>[number];

function toReported(row: FrozenRow): ReportedMessage {
  const { is_reported: isReported, deleted_at: deletedAt } = row;
  const earlier = (isReported ? (row.versions ?? []) : []).map(({ body, replacedAt }) => ({
    body,
    replacedAt: toTime(replacedAt),
  }));
  // A deletion replaces the last text as an edit does.
  const last = deletedAt === null ? row.body : (earlier.pop()?.body ?? null);
  const isShown = isReported || deletedAt === null;
  return {
    seq: row.seq,
    id: row.id,
    senderId: row.sender_id,
    senderName: row.sender_name,
    body: last,
    isReported,
    createdAt: toTime(row.created_at),
    editedAt: toOptionalTime(row.edited_at),
    deletedAt: toOptionalTime(deletedAt),
    earlier,
    files: (isShown ? (row.files ?? []) : []).map(({ id, name, type, size }) => ({
      ...{ name, type, size },
      sha256: row.hashes?.[id] ?? null,
    })),
  };
}

/**
 * What is stored with a report of messages, as of now: the conversation is locked, so that no message changes before the
 * report is stored. A message that the reporter could never see does not exist for them.
 */
export async function freezeEvidence(
  tx: Executor,
  { now, ...wanted }: Omit<Wanted, "leftSince"> & { readonly now: Date },
): Promise<ReportEvidence> {
  await lockConversations(tx, [wanted.conversationId]);
  const { kind, name, members } = orNotFound((await places(tx, wanted))[0]);
  const leftSince = new Date(now.getTime() - FORMER);
  const found = (await frozen(tx, { ...wanted, leftSince })).map(toReported);
  const reported = found.filter(({ isReported }) => isReported);
  if (reported.length < wanted.seqs.length) throw new DomainError("not_found");
  const own = reported.find(({ senderId }) => senderId === wanted.userId);
  if (own !== undefined)
    throw invalidInput(`seqs.${wanted.seqs.indexOf(own.seq)}`, "is a message of the caller");
  return { conversation: { kind, name }, members, messages: found };
}

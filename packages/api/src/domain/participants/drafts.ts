import type { Draft, Drafts, SaveDraftInput } from "@parley/contract/writing";
import type { Executor } from "@parley/db/database";
import { conversations, drafts, participants } from "@parley/db/schema";
import { computed, nullable, statement } from "@parley/db/statement";
import { and, asc, eq, isNotNull, sql } from "drizzle-orm";
import { isAnyOf } from "../any-of.ts";
import type { ActorContext, Call } from "../context.ts";
import { DomainError, orNotFound } from "../errors.ts";
import { appendToStreams } from "../stream/append.ts";
import { isVisible } from "./visibility.ts";

interface Wanted {
  readonly userId: string;
  /** Of these conversations, also if they are cleared; all that are not, if absent. */
  readonly ids?: readonly string[] | undefined;
}

/** Drafts of a user, ordered by conversation. */
export async function loadDrafts(db: Executor, { userId, ids }: Wanted): Promise<Draft[]> {
  if (ids?.length === 0) return [];
  const rows = await db
    .select()
    .from(drafts)
    .where(
      and(
        eq(drafts.userId, userId),
        ids === undefined ? isNotNull(drafts.body) : isAnyOf(drafts.conversationId, ids),
      ),
    )
    .orderBy(asc(drafts.conversationId));
  return rows.map(({ userId: _, editedAt, ...draft }) => ({
    ...draft,
    editedAt: editedAt.toISOString(),
  }));
}

/** The caller's drafts. */
export async function listDrafts({ ctx }: { ctx: ActorContext }): Promise<Drafts> {
  return { drafts: await loadDrafts(ctx.db, { userId: ctx.actor.id }) };
}

const append = appendToStreams({ after: "saved" });

/** Stores a draft unless a later one is stored: of two at the same millisecond the last to arrive is the later one. */
const saveRows = statement({
  name: "messages.save-draft",
  row: { has_left: computed.boolean, seq: nullable(computed.float) },
  sql: ({ userId, draft }: { userId: string; draft: Draft }) => sql`
    with mine as (
      select p.conversation_id, p.user_id, p.left_seq is not null as has_left,
        case when wish.seq <= c.last_seq and ${isVisible({ participant: "p", seq: "wish.seq" })}
          then wish.seq end as reply_to_seq
      from ${participants} p
      join ${conversations} c on c.id = p.conversation_id
      cross join (select ${draft.replyToSeq}::int as seq) wish
      where p.user_id = ${userId} and p.conversation_id = ${draft.conversationId}
    ),
    saved as (
      insert into ${drafts} as d (user_id, conversation_id, body, reply_to_seq, chosen, edited_at)
      select mine.user_id, mine.conversation_id, ${draft.body}::text, mine.reply_to_seq,
        ${JSON.stringify(draft.chosen)}::jsonb, ${draft.editedAt}::timestamptz
      from mine
      where not mine.has_left and (${draft.body}::text is not null or exists (
        select from ${drafts} x where x.user_id = mine.user_id and x.conversation_id = mine.conversation_id))
      on conflict (user_id, conversation_id) do update
        set body = excluded.body, reply_to_seq = excluded.reply_to_seq, chosen = excluded.chosen, edited_at = excluded.edited_at
        where d.edited_at < excluded.edited_at or (d.edited_at = excluded.edited_at
          and (d.body, d.reply_to_seq, d.chosen) is distinct from (excluded.body, excluded.reply_to_seq, excluded.chosen))
      returning d.user_id, d.conversation_id
    ),
    outgoing as (
      select user_id, 1 as ord, 'draft.saved' as type, conversation_id, null::int as message_seq,
        null::text as subject_id, null::jsonb as data from saved
    ),
    ${append}
    select mine.has_left, logged.seq from mine left join logged on true`,
  examples: [
    {
      userId: "ada",
      draft: { conversationId: "", body: "", replyToSeq: null, chosen: [], editedAt: "now" },
    },
  ],
});

/**
 * Stores a draft of the caller, or that it was sent or cleared, unless a later one is stored. Returns the stored one,
 * which is the later one then. Repeating it changes nothing.
 */
export async function saveDraft({ ctx, input }: Call<SaveDraftInput>): Promise<Draft> {
  const userId = ctx.actor.id;
  const { conversationId, body, editedAt } = input;
  const now = ctx.clock.now().toISOString();
  const draft: Draft = {
    ...{ conversationId, body },
    // Nothing is answered by a text that is not there.
    replyToSeq: body === null ? null : (input.replyToSeq ?? null),
    chosen: body === null ? [] : (input.chosen ?? []),
    editedAt: editedAt > now ? now : editedAt,
  };
  const [row] = await saveRows(ctx.db, { userId, draft });
  const { has_left: hasLeft, seq } = orNotFound(row);
  if (hasLeft) throw new DomainError("conversation_readonly");
  if (seq !== null) ctx.bus.deliver([{ userId, first: seq, seq }]);
  const [stored] = await loadDrafts(ctx.db, { userId, ids: [conversationId] });
  // Clearing what is not there stores nothing.
  return stored ?? draft;
}

/** Erases the drafts of users in a conversation that they leave. Returns the users who had one. */
export async function clearDrafts(
  tx: Executor,
  {
    conversationId,
    userIds,
    now,
  }: { conversationId: string; userIds: readonly string[]; now: Date },
): Promise<string[]> {
  const rows = await tx
    .update(drafts)
    .set({ body: null, replyToSeq: null, chosen: [], editedAt: now })
    .where(
      and(
        eq(drafts.conversationId, conversationId),
        isAnyOf(drafts.userId, userIds),
        isNotNull(drafts.body),
      ),
    )
    .returning({ userId: drafts.userId });
  return rows.map(({ userId }) => userId);
}

/** Erases all drafts of users whose accounts are closed. */
export async function eraseDrafts(tx: Executor, userIds: readonly string[]): Promise<void> {
  await tx.delete(drafts).where(isAnyOf(drafts.userId, userIds));
}

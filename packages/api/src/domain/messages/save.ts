import { limits } from "@parley/contract/limits";
import type {
  listSavedInput,
  MessagePlaceInput,
  SavedPage,
  SavedSeqs,
  SaveMessageInput,
} from "@parley/contract/messages";
import { messages, participants, savedMessages } from "@parley/db/schema";
import { computed, preparedStatement, statement } from "@parley/db/statement";
import { and, eq, sql } from "drizzle-orm";
import type { Executor } from "@parley/db/database";
import type * as z from "zod";
import type { ActorContext, Call } from "../context.ts";
import { DomainError, oneTooMany, orNotFound } from "../errors.ts";
import { lockUser } from "../lock-user.ts";
import { toTime } from "../moment.ts";
import { loadKept } from "../participants/kept-messages.ts";
import { isVisible } from "../participants/visibility.ts";
import { blocks } from "../policy/facts.ts";
import { appendEvents } from "../stream/append.ts";
import { isOf } from "./change-message.ts";
import { messageColumns, messageRow, toMessage } from "./message-row.ts";

type Place = MessagePlaceInput & { readonly userId: string };

const visibleRows = statement({
  name: "messages.savable",
  row: { is_deleted: computed.boolean, is_saved: computed.boolean, saved: computed.int },
  sql: ({ conversationId, seq, userId }: Place) => sql`
    select m.deleted_at is not null as is_deleted,
      exists (select from ${savedMessages} s
        where s.user_id = p.user_id and s.conversation_id = m.conversation_id and s.seq = m.seq) as is_saved,
      (select count(*) from ${savedMessages} s where s.user_id = p.user_id)::int as saved
    from ${messages} m
    join ${participants} p on p.conversation_id = m.conversation_id and p.user_id = ${userId}
      and ${isVisible({ participant: "p", seq: "m.seq" })}
    where m.conversation_id = ${conversationId} and m.seq = ${seq}`,
  examples: [{ conversationId: "", seq: 1, userId: "ada" }],
});

/** Throws if the caller cannot see the message, or cannot save it in addition to the others. */
async function requireSavable(tx: Executor, place: Place): Promise<void> {
  const [found] = await visibleRows(tx, place);
  const { is_deleted: isDeleted, is_saved: isSaved, saved } = orNotFound(found);
  // A saved one has a note, which can be changed.
  if (isSaved) return;
  if (isDeleted) throw new DomainError("version_conflict");
  if (saved >= limits.savedMax) throw oneTooMany("seq", "a user", limits.savedMax);
}

interface Saving {
  readonly ctx: ActorContext;
  readonly place: Place;
  /** Returns whether anything was changed. */
  readonly change: (tx: Executor) => Promise<boolean>;
}

async function changeSaved({ ctx, place, change }: Saving): Promise<SavedSeqs> {
  const { conversationId, userId } = place;
  const deliveries = await ctx.db.transaction(async (tx) => {
    const isChanged = await change(tx);
    const event = { userId, type: "message.saved", conversationId } as const;
    return isChanged ? appendEvents(tx, [event]) : [];
  });
  ctx.bus.deliver(deliveries);
  const kept = await loadKept(ctx.db, { viewerId: userId, ids: [conversationId] });
  return { conversationId, savedSeqs: orNotFound(kept.get(conversationId)).savedSeqs };
}

/** Saves a message for the caller, or changes the note of a saved one. Idempotent. */
export function saveMessage({
  ctx,
  input: { note, ...key },
}: Call<SaveMessageInput>): Promise<SavedSeqs> {
  const place = { ...key, userId: ctx.actor.id };
  return changeSaved({
    ctx,
    place,
    async change(tx) {
      await lockUser(tx, place.userId);
      await requireSavable(tx, place);
      const changed = await tx
        .insert(savedMessages)
        .values({ ...place, note: note ?? null, savedAt: ctx.clock.now() })
        .onConflictDoUpdate({
          target: [savedMessages.userId, savedMessages.conversationId, savedMessages.seq],
          set: { note: sql`excluded.note` },
          setWhere: sql`${note !== undefined} and ${savedMessages.note} is distinct from excluded.note`,
        })
        .returning({ seq: savedMessages.seq });
      return changed.length > 0;
    },
  });
}

/** Removes a message from the caller's saved ones. One that is not saved is not an error. */
export function unsaveMessage({ ctx, input }: Call<MessagePlaceInput>): Promise<SavedSeqs> {
  const place = { ...input, userId: ctx.actor.id };
  return changeSaved({
    ctx,
    place,
    async change(tx) {
      const removed = await tx
        .delete(savedMessages)
        .where(and(isOf(savedMessages, place), eq(savedMessages.userId, place.userId)))
        .returning({ seq: savedMessages.seq });
      return removed.length > 0;
    },
  });
}

type Input = z.output<typeof listSavedInput>;

interface SavedOf extends Input {
  readonly userId: string;
}

const savedRows = preparedStatement({
  name: "messages.saved",
  row: { ...messageRow, note: savedMessages.note, saved_at: savedMessages.savedAt },
  shapeOf: ({ cursor }: SavedOf) => ({ isFirst: !cursor }),
  template(value, { isFirst }) {
    const behind = isFirst
      ? sql``
      : sql`and (s.saved_at, s.conversation_id, s.seq) < (${value(({ cursor }) => cursor?.savedAt)}::timestamptz,
          ${value(({ cursor }) => cursor?.conversationId)}::uuid, ${value(({ cursor }) => cursor?.seq)}::int)`;
    return sql`
    select ${messageColumns("m")}, s.note, s.saved_at
    from ${savedMessages} s
    join ${participants} p on p.conversation_id = s.conversation_id and p.user_id = s.user_id
      and ${isVisible({ participant: "p", seq: "s.seq" })}
    join ${messages} m on m.conversation_id = s.conversation_id and m.seq = s.seq
      and not ${blocks("p.user_id", "m.sender_id")}
    where s.user_id = ${value(({ userId }) => userId)} ${behind}
    order by s.saved_at desc, s.conversation_id desc, s.seq desc
    limit ${value(({ limit }) => limit + 1)}`;
  },
  examples: [
    { userId: "ada", limit: 1 },
    {
      ...{ userId: "ada", limit: 1 },
      cursor: { savedAt: "2026-03-01T10:00:00.000Z", conversationId: "", seq: 1 },
    },
  ],
});

/**
 * The messages that the caller has saved, the last saved first, as far as the caller can see them and does not block
 * their senders. A deleted one stays, without its text.
 */
export async function listSaved({ ctx, input }: Call<Input>): Promise<SavedPage> {
  const rows = await savedRows(ctx.db, { ...input, userId: ctx.actor.id });
  const page = rows.slice(0, input.limit);
  const saved = page.map((row) => ({
    message: toMessage(row),
    note: row.note,
    savedAt: toTime(row.saved_at),
  }));
  const last = saved.at(-1);
  if (rows.length <= input.limit || last === undefined) return { saved, nextCursor: null };
  const { conversationId, seq } = last.message;
  return { saved, nextCursor: { savedAt: last.savedAt, conversationId, seq } };
}

import { textProblems } from "@parley/contract/text-rules";
import type { EditMessageInput, Message } from "@parley/contract/messages";
import type { Executor } from "@parley/db/database";
import { toDate } from "@parley/db/moment";
import { messageVersions, users } from "@parley/db/schema";
import { computed, nullable, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { ActorContext, Call } from "../context.ts";
import { DomainError, invalidInput } from "../errors.ts";
import {
  changeMessage,
  type LockedMessage,
  type MessageKey,
  replaceText,
  requireWritable,
} from "./change-message.ts";
import { mentionRefusal, packIds, sortIds } from "./mention-check.ts";

function requireAuthor(ctx: ActorContext, message: LockedMessage) {
  if (message.sender_id !== ctx.actor.id) throw new DomainError("forbidden");
  if (message.deleted_at !== null) throw new DomainError("version_conflict");
}

/** Refuses an empty text as the contract does, unless the message has files. */
function requireContent(body: string, { files }: LockedMessage) {
  if (body === "" && files === null) throw invalidInput("body", textProblems.blank);
}

function requireTime(ctx: ActorContext, message: LockedMessage) {
  const age = ctx.clock.now().getTime() - toDate(message.created_at).getTime();
  if (age > ctx.policy.editWindow) throw new DomainError("edit_window_closed");
}

const refusal = mentionRefusal({
  ids: "added.ids",
  conversationId: "added.conversation_id",
  sender: "sender",
});

interface Mentioning {
  readonly key: MessageKey;
  readonly senderId: string;
  readonly added: readonly string[];
}

const mentionRows = statement({
  name: "messages.mentions-of-edit",
  row: {
    problem: nullable(computed.text<"not_found" | "contact_unavailable">()),
    earlier: messageVersions.mentions,
  },
  sql: ({ key, senderId, added }: Mentioning) => sql`
    select ${refusal} as problem, array(
      select unnest(v.mentions) from ${messageVersions} v
      where v.conversation_id = added.conversation_id and v.seq = ${key.seq}) as earlier
    from (select ${sql.param(added)}::text[] as ids, ${key.conversationId}::uuid as conversation_id) added
    join ${users} sender on sender.id = ${senderId}`,
  examples: [{ key: { conversationId: "", seq: 1 }, senderId: "ada", added: ["ben"] }],
});

/** Refuses users whom the author may not mention. Returns those whom no version of the message has mentioned before. */
async function admitMentions(tx: Executor, mentioning: Mentioning): Promise<string[]> {
  const { added } = mentioning;
  if (added.length === 0) return [];
  const [row] = await mentionRows(tx, mentioning);
  const problem = row?.problem ?? null;
  if (problem !== null) throw new DomainError(problem);
  return added.filter((id) => !row?.earlier.includes(id));
}

/**
 * An author replaces the text of a message, and its mentions, within the policy's time limit, if it is still the
 * version that they saw. The former text is kept for ADMINs. Order and unread counts stay.
 */
export function editMessage({ ctx, input }: Call<EditMessageInput>): Promise<Message> {
  const { body, expectedVersion, mentions: named, ...key } = input;
  return changeMessage({
    ctx,
    key,
    type: "message.edited",
    async change(tx, message) {
      requireAuthor(ctx, message);
      requireContent(body, message);
      const mentions = named === undefined ? message.mentions : sortIds(named);
      const isSame = message.body === body && packIds(message.mentions) === packIds(mentions);
      // A repeat of this edit whose response was lost.
      if (isSame && message.version === expectedVersion + 1) return undefined;
      requireWritable(message);
      requireTime(ctx, message);
      if (message.version !== expectedVersion) throw new DomainError("version_conflict");
      if (isSame) return undefined;
      const added = mentions.filter((id) => !message.mentions.includes(id));
      const mentioned = await admitMentions(tx, { key, senderId: ctx.actor.id, added });
      const written = { body, mentions, by: ctx.actor.id, now: ctx.clock.now() };
      await replaceText(tx, { key, message, ...written });
      return { mentioned };
    },
  });
}

import { fileNameSchema } from "@parley/contract/files";
import { fold } from "@parley/contract/folding";
import { limits } from "@parley/contract/limits";
import { storableSchema, textSchema } from "@parley/contract/text";
import { type CheckedText, checkBody, isBlank } from "@parley/contract/text-rules";
import * as z from "zod";
import { derivedUuid } from "@parley/db/uuid-at";
import { exactPastTime, oldId, pastTime, userId } from "../read/fields.ts";
import type { Table } from "./table.ts";

interface Written {
  readonly body?: string | null | undefined;
  readonly deletedAt?: string | null | undefined;
  readonly files?: readonly unknown[] | null | undefined;
}

/** A deleted message may come with its text, which is kept for ADMINs, or without. So may one with files. */
function readText({ body, deletedAt, files }: Written): CheckedText {
  if (deletedAt != null && (body ?? "").trim() === "") return { ok: true, text: "" };
  if ((files ?? []).length > 0 && isBlank(body ?? "")) return { ok: true, text: "" };
  if (body == null)
    return {
      ok: false,
      problem: "is null, and only a deleted message or one with files may have no text",
    };
  return checkBody(body);
}

const fileShape = z.strictObject({
  path: storableSchema.min(1).max(limits.urlMax),
  name: fileNameSchema,
  alt: textSchema(limits.altMax).nullish(),
});

const shape = (now: Date) =>
  z
    .strictObject({
      id: oldId,
      conversationId: oldId,
      senderId: userId,
      body: z.string().nullish(),
      createdAt: exactPastTime(now),
      editedAt: pastTime(now).nullish(),
      deletedAt: pastTime(now).nullish(),
      replyToId: oldId.nullish(),
      isRead: z.boolean().nullish(),
      readBy: z.array(userId).nullish(),
      files: z
        .array(fileShape)
        .refine((files) => files.length <= limits.filesMax, {
          error: `are too many: a message has at most ${limits.filesMax}`,
        })
        .refine((files) => new Set(files.map(({ path }) => path)).size === files.length, {
          error: "name the same path twice",
        })
        .nullish(),
    })
    .transform((message, ctx) => {
      const read = readText(message);
      if (read.ok) return { ...message, body: read.text };
      ctx.addIssue({ code: "custom", path: ["body"], message: read.problem });
      return z.NEVER;
    });

/** `messages.jsonl`: a message, with its edits and deletion. */
export const messagesTable = (now: Date): Table<z.output<ReturnType<typeof shape>>> => ({
  part: "messages",
  schema: shape(now),
  stage({ line, value }, { stager, isForGood }) {
    const isGone = value.deletedAt != null;
    stager.add("old_messages", {
      line,
      id: value.id,
      message_id: derivedUuid("message", value.id),
      conversation: value.conversationId,
      sender_id: value.senderId,
      body: value.body,
      search_text: isForGood && !isGone ? fold(value.body) : "",
      reply_to: value.replyToId ?? null,
      tells_reading: value.isRead != null || value.readBy != null,
      is_read: value.isRead ?? null,
      created_at: value.createdAt.at,
      created_exact: value.createdAt.exact,
      edited_at: value.editedAt ?? null,
      deleted_at: value.deletedAt ?? null,
    });
    // Those of a deleted message would be removed.
    for (const [at, { path, name, alt }] of isGone ? [] : (value.files ?? []).entries()) {
      const file_id = derivedUuid("file", value.id, path);
      stager.add("old_files", { line, at, file_id, path, name, alt: alt ?? null });
    }
    for (const user_id of value.readBy ?? []) stager.add("old_readers", { line, user_id });
  },
});

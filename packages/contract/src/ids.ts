import * as z from "zod";
import { limits } from "./limits.ts";

const hostId = z
  .string()
  .min(1)
  .max(limits.hostIdMax)
  .regex(/^[\w.:@|~+-]+$/, { error: "has a character that ids cannot have" });

/** A user's id is the host platform's id of that user. */
export const userIdSchema = hostId;
/** A group's id is the host platform's id of that group. */
export const groupIdSchema = hostId;

/** UUIDv7 in lower case, created by Parley. */
export const conversationIdSchema = z
  .uuidv7({ error: "is not an id of a conversation, which the server creates" })
  .toLowerCase();
const EMPTY_IDS = new Set([
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
]);

/**
 * Any UUID of versions 1 to 8, in lower case, whatever case it was sent in: the same id is the same message. Created by
 * the sending client, so that a repeat is recognised. The nil and the max UUID mean "no id" in most programs and are
 * refused: the second message sent with one would be taken for a repeat of the first.
 */
export const messageIdSchema = z
  .uuid({ error: "is not a UUID, such as 0192d3c4-5e6f-7a8b-9c0d-1e2f3a4b5c6d" })
  .toLowerCase()
  .refine((id) => !EMPTY_IDS.has(id), { error: "is the nil or the max UUID, which is not an id" });

/** Number of a message in its conversation: dense, from 1. */
export const seqSchema = z.int().min(1).max(2_147_483_647);
/** A read position: 0 when nothing has been read. */
export const readSeqSchema = z.int().min(0).max(2_147_483_647);

/** Number of an event in one user's stream, in tRPC's form: a whole number in decimal text. */
export const streamCursorSchema = z.string().regex(/^(0|[1-9]\d{0,15})$/, {
  error: "is not a stream cursor",
});

/** The first and the last supported time: JavaScript, PostgreSQL and four digits agree on the years 1 to 9999. */
export const timeRange = {
  first: "0001-01-01T00:00:00.000Z",
  last: "9999-12-31T23:59:59.999Z",
} as const;

/** ISO 8601 in UTC with milliseconds, from the year 1 to 9999, the years that the database supports. */
export const timeSchema = z.iso
  .datetime({ precision: 3 })
  // Texts of this form sort chronologically.
  .refine((text) => text >= timeRange.first, { error: "is before the year 1" });
export type Time = z.infer<typeof timeSchema>;

/** The number of rows of a page. */
export const pageLimitSchema = z.int().min(1).max(limits.pageMax).default(limits.pageDefault);

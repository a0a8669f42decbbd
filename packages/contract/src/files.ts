import * as z from "zod";
import {
  conversationIdSchema,
  messageIdSchema,
  seqSchema,
  timeSchema,
  userIdSchema,
} from "./ids.ts";
import { limits } from "./limits.ts";
import { isStorable, textProblems } from "./text-rules.ts";
import { textSchema } from "./text.ts";

/** What a file is, by its content. */
export const fileKindSchema = z.enum(["image", "pdf", "voice", "document", "text"]);
export type FileKind = z.infer<typeof fileKindSchema>;

/** Created by the client, like the id of a message: repeats of a call are recognised by it. */
export const fileIdSchema = messageIdSchema;

/** Controls, and marks that change the direction of what follows them: a name could hide its ending with one. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The last segment of a path, without controls and marks, cut to the limit before its ending. */
function fileNameOf(text: string): string {
  const name = (text.normalize("NFC").split(/[/\\]/).at(-1) ?? "")
    .replace(INVISIBLE, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^\.+/, "");
  const points = [...name];
  if (points.length <= limits.fileNameMax) return name;
  const ending = /\.[^.]{1,10}$/u.exec(name)?.[0] ?? "";
  return points.slice(0, limits.fileNameMax - ending.length).join("") + ending;
}

/** The name of a file, as users see it: no path, no controls, and at most 120 code points. Longer ones are cut. */
export const fileNameSchema = z
  .string()
  .max(limits.urlMax)
  .refine(isStorable, { error: textProblems.unstorable, abort: true })
  .overwrite(fileNameOf)
  .refine((name) => name !== "", { error: textProblems.blank });

/** Of a voice message, as its recorder measured them. */
export const voiceSchema = z.strictObject({
  /** Milliseconds. */
  duration: z.int().min(1).max(limits.voiceMax),
  /** The loudness of equal parts of it, 0 to 100. */
  peaks: z.array(z.int().min(0).max(100)).min(1).max(limits.voicePeaksMax),
});
export type Voice = z.infer<typeof voiceSchema>;

/** A file of a message. Who can see the message can fetch it; `files.links` returns where. */
export const messageFileSchema = z.object({
  id: fileIdSchema,
  kind: fileKindSchema,
  name: z.string(),
  /** The media type of its content, whatever its name says. */
  type: z.string(),
  /** Bytes of what is downloaded. */
  size: z.int().min(1),
  /** Of an image, turned the right way up, in pixels. */
  width: z.int().min(1).exactOptional(),
  height: z.int().min(1).exactOptional(),
  /** The average colour of an image, `#rrggbb`, shown until it has loaded. */
  color: z.string().exactOptional(),
  voice: voiceSchema.exactOptional(),
  /** What an image shows, in words of its sender. */
  alt: z.string().exactOptional(),
});
export type MessageFile = z.infer<typeof messageFileSchema>;

/** Why a file is not accepted. */
export const fileProblemSchema = z.enum([
  /** It is larger than one file may be. */
  "too_large",
  /** The user, or the installation, has no room left. */
  "user_quota",
  "installation_quota",
  /** What was received is not what was announced. */
  "hash_mismatch",
  /** Its content is of no accepted kind; `found` names it. */
  "type_refused",
  /** Its name says another kind than its content; `found` names the latter. */
  "name_mismatch",
  /** A document that contains programs. */
  "has_macros",
  "too_many_pixels",
  /** It cannot be read. */
  "damaged",
  /** The scanner found harmful content. */
  "infected",
]);
export type FileProblem = z.infer<typeof fileProblemSchema>;

/** An upload: the server has `received` bytes; the next part begins there, and has at most `partBytes`. */
export const uploadingSchema = z.object({
  status: z.literal("uploading"),
  received: z.int().min(0),
  partBytes: z.int().min(1),
});

/** Where a file of the caller is on its way into a message. */
export const fileStateSchema = z.discriminatedUnion("status", [
  uploadingSchema,
  /** It can be sent. */
  z.object({ status: z.literal("ready"), file: messageFileSchema }),
  /** It is not accepted, and its bytes are gone. */
  z.object({
    status: z.literal("refused"),
    problem: fileProblemSchema,
    found: z.string().exactOptional(),
  }),
]);
export type FileState = z.infer<typeof fileStateSchema>;

/**
 * Announces a file, or asks where it is: the same again changes nothing. Its parts are sent to `/files/<id>` (tus 1.0),
 * and `files.finish` checks it. It belongs to a message within a day, or is removed.
 */
export const beginFileInput = z.strictObject({
  fileId: fileIdSchema,
  name: fileNameSchema,
  /** Bytes. */
  size: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
  /** Of all bytes, in hexadecimal. */
  sha256: z
    .string()
    .regex(/^[\da-f]{64}$/i, { error: "is not a SHA-256 in hexadecimal" })
    .toLowerCase(),
  alt: textSchema(limits.altMax).optional(),
  voice: voiceSchema.optional(),
});
export type BeginFileInput = z.infer<typeof beginFileInput>;

/** Names a file of the caller. */
export const fileInput = z.strictObject({ fileId: fileIdSchema });
export type FileInput = z.infer<typeof fileInput>;

/** Files to fetch. Those that the caller may not see are left out of the result. */
export const fileLinksInput = z.strictObject({
  fileIds: z.array(fileIdSchema).min(1).max(limits.pageMax),
});
export type FileLinksInput = z.infer<typeof fileLinksInput>;

/** Sizes of an image: as it was sent, to look at, and in the list of messages. Other files have the first only. */
export const fileVariants = ["full", "screen", "thumb"] as const;
/** A size of an image. */
export type FileVariant = (typeof fileVariants)[number];

/** Paths on this server, or addresses if files have an origin of their own; for the caller alone and until `expiresAt`. */
export const fileLinkSchema = z.object({
  fileId: fileIdSchema,
  full: z.string(),
  screen: z.string().exactOptional(),
  thumb: z.string().exactOptional(),
});
export type FileLink = z.infer<typeof fileLinkSchema>;

/**
 * Why nobody can fetch a file that the caller may see: the scanner has not looked at it yet, could not, or found harmful
 * content, whose bytes are removed.
 */
export const withheldFileSchema = z.object({
  fileId: fileIdSchema,
  reason: z.enum(["pending", "failed", "infected"]),
});
export type WithheldFile = z.infer<typeof withheldFileSchema>;

/** The links of the files that the caller may see. */
export const fileLinksSchema = z.object({
  links: z.array(fileLinkSchema),
  /** Of an installation with a scanner. A pending one is asked for again after some seconds. */
  withheld: z.array(withheldFileSchema).exactOptional(),
  expiresAt: timeSchema,
});
export type FileLinks = z.infer<typeof fileLinksSchema>;

/** Which files of a conversation: those of messages before a `seq`, or the newest. */
export const listFilesInput = z.strictObject({
  conversationId: conversationIdSchema,
  before: seqSchema.nullish(),
});
export type ListFilesInput = z.infer<typeof listFilesInput>;

/** A file of a conversation, with the place of its message. */
export const sharedFileSchema = z.object({
  seq: seqSchema,
  senderId: userIdSchema,
  at: timeSchema,
  file: messageFileSchema,
});
export type SharedFile = z.infer<typeof sharedFileSchema>;

/** The files that the caller can see in a conversation, the newest first. */
export const filesPageSchema = z.object({
  files: z.array(sharedFileSchema),
  /** Where the next page begins; null after the last. */
  nextBefore: seqSchema.nullable(),
});
export type FilesPage = z.infer<typeof filesPageSchema>;

/** The files of one user, as an ADMIN sees them: never which. */
export const userFilesSchema = z.object({
  userId: userIdSchema,
  name: z.string(),
  files: z.int().min(1),
  bytes: z.int().min(0),
});

/** The room that files take, and what the scanner holds back. Null if messages cannot have files. */
export const filesUsageSchema = z
  .object({
    files: z.int().min(0),
    bytes: z.int().min(0),
    bytesMax: z.int().min(1),
    userBytesMax: z.int().min(1),
    /** Files that wait for the scanner, that it could not look at, and that it found to be harmful. */
    pending: z.int().min(0),
    failed: z.int().min(0),
    infected: z.int().min(0),
    /** The users whose files take most room: at most 20. */
    largest: z.array(userFilesSchema),
  })
  .nullable();
export type FilesUsage = z.infer<typeof filesUsageSchema>;

/** What an installation accepts, for the page that offers it. */
export const fileLimitsSchema = z.object({
  /** Bytes of one file. */
  bytesMax: z.int().min(1),
  /** Bytes of all files of one user. */
  userBytesMax: z.int().min(1),
});
export type FileLimits = z.infer<typeof fileLimitsSchema>;

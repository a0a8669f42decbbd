import * as z from "zod";
import { avatarProblemSchema, avatarSourceSchema } from "./avatars.ts";
import { emailSchema } from "./email.ts";
import { pageLimitSchema, streamCursorSchema, timeSchema, userIdSchema } from "./ids.ts";
import { limits } from "./limits.ts";
import { cursorTextSchema, nameSchema, searchTextSchema } from "./text.ts";

export const roleSchema = z.enum(["ADMIN", "MENTOR", "MENTEE"]);
export type Role = z.infer<typeof roleSchema>;

/** What anybody who may see a person sees of that person. */
export const personSchema = z.object({
  id: userIdSchema,
  name: z.string(),
  role: roleSchema,
  /** A path on this server, `/avatars/<key>`, below which the client's `avatarUrl` makes an address. Never another host's. */
  avatarUrl: z.string().nullable(),
});
export type Person = z.infer<typeof personSchema>;

/** The signed-in person, and where their stream stands: state read after this is at least as new as `cursor`. */
export const meSchema = personSchema.extend({
  /** Null for a user who has none. */
  email: z.string().nullable(),
  sharesPresence: z.boolean(),
  sharesReceipts: z.boolean(),
  cursor: streamCursorSchema,
});
export type Me = z.infer<typeof meSchema>;

/** What a server's administrator has configured, as far as it decides what a screen offers. */
export const screenPolicySchema = z.object({
  /** How long an author may edit a message, in milliseconds. */
  editWindow: z.int().min(0),
  /** Whether a contact added by hand may be written to. */
  customContacts: z.enum(["open", "off"]),
  /** Whether somebody who is blocked learns of it when they try to write, or at once. */
  blockNotice: z.enum(["on-attempt", "immediate"]),
});
export type ScreenPolicy = z.infer<typeof screenPolicySchema>;

/** What `users.me` returns: the caller, the server's time, and its policy. */
export const signedInSchema = meSchema.extend({
  server: z.object({ time: timeSchema, policy: screenPolicySchema }),
});
export type SignedIn = z.infer<typeof signedInSchema>;

export const userStatusSchema = z.enum(["active", "deactivated"]);
export type UserStatus = z.infer<typeof userStatusSchema>;

/** A person as staff sees them. */
export const accountSchema = personSchema.extend({
  /** Null for a user who has none. */
  email: z.string().nullable(),
  status: userStatusSchema,
  /** Null for somebody who was never here, or does not share presence. */
  lastSeenAt: timeSchema.nullable(),
  /** Why the picture of the host platform's `avatarUrl` is not shown; null where nothing is wrong. */
  avatarProblem: avatarProblemSchema.nullable(),
});
export type Account = z.infer<typeof accountSchema>;

/** One connected person, as their contacts may see it. */
export const presenceSchema = z.object({
  userId: userIdSchema,
  state: z.enum(["online", "offline"]),
  lastSeenAt: timeSchema.nullable(),
});
export type Presence = z.infer<typeof presenceSchema>;

/** What a person may change about themselves. What is left out stays. */
export const updateMeInput = z
  .strictObject({
    name: nameSchema.optional(),
    /** Removes the picture. A new one is uploaded with `POST /avatars`. */
    avatarUrl: z.null().optional(),
    sharesPresence: z.boolean().optional(),
    sharesReceipts: z.boolean().optional(),
  })
  .prefault({});
export type UpdateMeInput = z.infer<typeof updateMeInput>;

/** Looks for people by a part of their name. Finds only those whom the caller reaches. */
export const searchUsersInput = z.strictObject({ text: searchTextSchema, limit: pageLimitSchema });
export type SearchUsersInput = z.input<typeof searchUsersInput>;

export const peopleSchema = z.object({ people: z.array(personSchema) });
export type People = z.infer<typeof peopleSchema>;

/** A letter without case and accents can be up to 18 units long. */
const FOLDED_MAX = limits.nameMax * 18;

/** The last row of a page: the name as the list is ordered by it, and the id. */
export const accountCursorSchema = z.strictObject({
  name: cursorTextSchema(FOLDED_MAX),
  id: userIdSchema,
});

/** Everybody, for staff, by name. What is left out narrows nothing. */
export const listUsersInput = z
  .strictObject({
    /** A part of a name or of an address. */
    text: searchTextSchema.optional(),
    role: roleSchema.optional(),
    status: userStatusSchema.optional(),
    cursor: accountCursorSchema.nullish(),
    limit: pageLimitSchema,
    /** tRPC's infinite queries add it; a list has one direction only. */
    direction: z.literal("forward").optional(),
  })
  .prefault({});
export type ListUsersInput = z.input<typeof listUsersInput>;

export const accountPageSchema = z.object({
  accounts: z.array(accountSchema),
  nextCursor: accountCursorSchema.nullable(),
});
export type AccountPage = z.infer<typeof accountPageSchema>;

/** A person as the host platform knows them: created, or brought to this state. A deactivated one comes back. */
export const upsertUserInput = z.strictObject({
  id: userIdSchema,
  /** Nobody else has the same. Null: the user has none, and is added by nobody. Left out: it stays as it is. */
  email: emailSchema.nullish(),
  name: nameSchema,
  role: roleSchema,
  /** Where the server fetches the picture. Null: the platform has none. Left out: it stays as it is. */
  avatarUrl: avatarSourceSchema.nullish(),
});
export type UpsertUserInput = z.input<typeof upsertUserInput>;

export const userInput = z.strictObject({ userId: userIdSchema });
export type UserInput = z.infer<typeof userInput>;

export const emailInput = z.strictObject({ email: emailSchema });
export type EmailInput = z.infer<typeof emailInput>;

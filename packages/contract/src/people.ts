import * as z from "zod";
import { avatarProblemSchema, avatarSourceSchema } from "./avatars.ts";
import { emailSchema } from "./email.ts";
import { pageLimitSchema, streamCursorSchema, timeSchema, userIdSchema } from "./ids.ts";
import { fileLimitsSchema } from "./files.ts";
import { limits } from "./limits.ts";
import { cursorTextSchema, nameSchema, searchTextSchema } from "./text.ts";

/** What a user is in the mentoring programme. */
export const roleSchema = z.enum(["ADMIN", "MENTOR", "MENTEE"]);
export type Role = z.infer<typeof roleSchema>;

/** What an account is: a person, or an account in whose name only programs write. A `SYSTEM` user cannot be answered. */
export const userKindSchema = z.enum(["PERSON", "SYSTEM", "BOT"]);
export type UserKind = z.infer<typeof userKindSchema>;

const automatedKindSchema = userKindSchema.exclude(["PERSON"]);

/** What every user who may see a person sees of them. */
export const personSchema = z.object({
  id: userIdSchema,
  name: z.string(),
  role: roleSchema,
  /**
   * A path on this server, `/avatars/<key>`, from which the client's `avatarUrl` builds an address. Never another
   * host's.
   */
  avatarUrl: z.string().nullable(),
  /** Absent for people. Of a `SYSTEM` or `BOT` user the role is `MENTEE` and decides nothing. */
  kind: automatedKindSchema.exactOptional(),
});
export type Person = z.infer<typeof personSchema>;

/** The signed-in user and their stream's head: state read after this is at least as new as `cursor`. */
export const meSchema = personSchema.extend({
  /** Null for a user who has none. */
  email: z.string().nullable(),
  sharesPresence: z.boolean(),
  sharesReceipts: z.boolean(),
  /** Whether those who write to the user see how long the user usually takes to answer them. */
  sharesResponseTime: z.boolean(),
  cursor: streamCursorSchema,
});
export type Me = z.infer<typeof meSchema>;

/** The settings of an installation that decide what a screen offers. */
export const screenPolicySchema = z.object({
  /** How long an author may edit a message, in milliseconds. */
  editWindow: z.int().min(0),
  /** Whether custom contacts may be written to. */
  customContacts: z.enum(["open", "off"]),
  /** Whether a blocked user learns of it only when they try to write, or at once. */
  blockNotice: z.enum(["on-attempt", "immediate"]),
});
export type ScreenPolicy = z.infer<typeof screenPolicySchema>;

/** The result of `users.me`: the caller, the server's time, its policy, and what it accepts of files. */
export const signedInSchema = meSchema.extend({
  server: z.object({
    time: timeSchema,
    policy: screenPolicySchema,
    /** Absent if messages cannot have files here. */
    files: fileLimitsSchema.exactOptional(),
  }),
});
export type SignedIn = z.infer<typeof signedInSchema>;

/** Whether an account can be used. A deactivated one can be activated again by `users.upsert`. */
export const userStatusSchema = z.enum(["active", "deactivated"]);
export type UserStatus = z.infer<typeof userStatusSchema>;

/** A user as an ADMIN sees them. */
export const accountSchema = personSchema.extend({
  /** Null for a user who has none. */
  email: z.string().nullable(),
  status: userStatusSchema,
  /** Null for a user who was never connected, or does not share presence. */
  lastSeenAt: timeSchema.nullable(),
  /** Why the picture of the host platform's `avatarUrl` is not shown; null if nothing is wrong. */
  avatarProblem: avatarProblemSchema.nullable(),
});
export type Account = z.infer<typeof accountSchema>;

/** A connected user, as their contacts may see it. */
export const presenceSchema = z.object({
  userId: userIdSchema,
  state: z.enum(["online", "offline"]),
  lastSeenAt: timeSchema.nullable(),
});
export type Presence = z.infer<typeof presenceSchema>;

/** What a user may change about themselves. Omitted fields stay unchanged. */
export const updateMeInput = z
  .strictObject({
    name: nameSchema.optional(),
    /** Null removes the picture. A new one is uploaded with `POST /avatars`. */
    avatarUrl: z.null().optional(),
    sharesPresence: z.boolean().optional(),
    sharesReceipts: z.boolean().optional(),
    sharesResponseTime: z.boolean().optional(),
  })
  .prefault({});
export type UpdateMeInput = z.infer<typeof updateMeInput>;

/** Searches users by part of their name. Finds only those whom the caller reaches. */
export const searchUsersInput = z.strictObject({ text: searchTextSchema, limit: pageLimitSchema });
export type SearchUsersInput = z.input<typeof searchUsersInput>;

/** Users by name. */
export const peopleSchema = z.object({ people: z.array(personSchema) });
export type People = z.infer<typeof peopleSchema>;

/** A letter folds to up to 18 units. */
const FOLDED_MAX = limits.nameMax * 18;

/** The last row of a page: the sort key of its name, and the id. */
export const accountCursorSchema = z.strictObject({
  name: cursorTextSchema(FOLDED_MAX),
  id: userIdSchema,
});

/** All users by name, for an ADMIN. Omitted fields do not filter. */
export const listUsersInput = z
  .strictObject({
    /** Part of a name or of an address. */
    text: searchTextSchema.optional(),
    role: roleSchema.optional(),
    status: userStatusSchema.optional(),
    cursor: accountCursorSchema.nullish(),
    limit: pageLimitSchema,
    /** Added by tRPC's infinite queries; a list has one direction only. */
    direction: z.literal("forward").optional(),
  })
  .prefault({});
export type ListUsersInput = z.input<typeof listUsersInput>;

/** Users by name, as an ADMIN sees them. */
export const accountPageSchema = z.object({
  accounts: z.array(accountSchema),
  nextCursor: accountCursorSchema.nullable(),
});
export type AccountPage = z.infer<typeof accountPageSchema>;

const upsertFields = {
  id: userIdSchema,
  name: nameSchema,
  /** Where the server fetches the picture. Null: the platform has none. Omitted: unchanged. */
  avatarUrl: avatarSourceSchema.nullish(),
};

/** A person as the host platform sets them. */
export const upsertPersonInput = z.strictObject({
  ...upsertFields,
  kind: userKindSchema.extract(["PERSON"]).optional(),
  /** Unique. Null: the user has none, and cannot be added by address. Omitted: unchanged. */
  email: emailSchema.nullish(),
  role: roleSchema,
});

/** A `SYSTEM` or `BOT` user as the host platform sets them: without an address and a role. */
export const upsertAutomatedInput = z.strictObject({ ...upsertFields, kind: automatedKindSchema });

/**
 * Creates a user of the host platform, or updates them to this state. A deactivated user becomes active again. The kind
 * of a user never changes.
 */
export const upsertUserInput = z.discriminatedUnion("kind", [
  upsertPersonInput,
  upsertAutomatedInput,
]);
export type UpsertUserInput = z.input<typeof upsertUserInput>;

/** Names a user. */
export const userInput = z.strictObject({ userId: userIdSchema });
export type UserInput = z.infer<typeof userInput>;

/** An e-mail address. */
export const emailInput = z.strictObject({ email: emailSchema });
export type EmailInput = z.infer<typeof emailInput>;

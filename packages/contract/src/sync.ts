import * as z from "zod";
import { inputIssueSchema } from "./errors.ts";
import { createGroupInput } from "./groups.ts";
import { groupIdSchema, timeSchema, userIdSchema } from "./ids.ts";
import { limits } from "./limits.ts";
import { upsertUserInput } from "./people.ts";

const rowSchemas = new WeakMap<object, z.ZodType>();

/**
 * The schema of the rows of a list of `platform.sync`. The list itself accepts anything: rows are checked one by one, so
 * that a malformed one does not stop the others.
 */
export const rowSchemaOf = (unchecked: object): z.ZodType | undefined => rowSchemas.get(unchecked);

const rowsOf = <Row extends z.ZodType>(row: Row, max: number) => {
  const unchecked = z.unknown();
  rowSchemas.set(unchecked, row);
  // A caller passes what the schema of the row accepts, which the server checks.
  return z.array(unchecked as z.ZodType<unknown, z.input<Row>>).max(max);
};

/** A group as the host platform wants it. */
export const syncGroupInput = createGroupInput.extend({
  /** Omitted: unchanged. */
  endsAt: timeSchema.nullable().optional(),
});
export type SyncGroupInput = z.input<typeof syncGroupInput>;

/**
 * The users and groups of the host platform, all at once. `merge` creates and updates what is listed, and removes nothing.
 * `exact` also deactivates users, archives groups and removes members that are not listed, so it needs the whole state in
 * one call. Repeating it is safe, and finishes what a failure interrupted.
 */
export const syncInput = z
  .strictObject({
    people: rowsOf(upsertUserInput, limits.syncPeopleMax).optional(),
    groups: rowsOf(syncGroupInput, limits.syncGroupsMax).optional(),
    mode: z.enum(["merge", "exact"]),
    /** Returns what the call would do, and changes nothing. */
    dryRun: z.boolean().default(false),
    /**
     * `exact` is refused if it would deactivate more users than this. Omitted: 10, or a fifth of the active people if that
     * is more.
     */
    maxDeactivations: z.int().min(0).optional(),
  })
  .refine(({ mode, people, groups }) => mode === "merge" || (people && groups), {
    path: ["mode"],
    error: "is exact, which needs both people and groups, also if one of them is empty",
  });
export type SyncInput = z.input<typeof syncInput>;

const refusedSchema = z.object({
  outcome: z.literal("refused"),
  /** Null if the row has no valid id. */
  id: z.string().nullable(),
  reason: z.enum(["invalid_input", "already_exists"]),
  /** The fields by their paths in the input: `people.3.email`. */
  issues: z.array(inputIssueSchema),
});

/** What became of one row of `people`. */
export const syncedPersonSchema = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("created"), id: userIdSchema }),
  z.object({
    outcome: z.literal("changed"),
    id: userIdSchema,
    changes: z.array(z.enum(["name", "role", "email", "avatarUrl", "status"])),
  }),
  z.object({ outcome: z.literal("unchanged"), id: userIdSchema }),
  refusedSchema,
]);
export type SyncedPerson = z.infer<typeof syncedPersonSchema>;

/** What became of one row of `groups`. A mentor counts as a member. */
export const syncedGroupSchema = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("created"),
    id: groupIdSchema,
    added: z.array(userIdSchema),
  }),
  z.object({
    outcome: z.literal("changed"),
    id: groupIdSchema,
    changes: z.array(z.enum(["name", "mentorId", "endsAt", "state"])),
    added: z.array(userIdSchema),
    removed: z.array(userIdSchema),
  }),
  z.object({ outcome: z.literal("unchanged"), id: groupIdSchema }),
  refusedSchema,
]);
export type SyncedGroup = z.infer<typeof syncedGroupSchema>;

const count = z.int().min(0);

/** The difference that a sync made, or would make. */
export const syncResultSchema = z.object({
  dryRun: z.boolean(),
  summary: z.object({
    people: z.object({
      created: count,
      changed: count,
      unchanged: count,
      refused: count,
      deactivated: count,
    }),
    groups: z.object({
      created: count,
      changed: count,
      unchanged: count,
      refused: count,
      archived: count,
      membersAdded: count,
      membersRemoved: count,
    }),
  }),
  /** One for each row, in the order of the input. */
  people: z.array(syncedPersonSchema),
  groups: z.array(syncedGroupSchema),
  /** Users that `exact` deactivated, since they are not listed. */
  deactivated: z.array(userIdSchema),
  /** ADMINs that are not listed, and that `exact` leaves as they are: `users.deactivate` closes their accounts. */
  keptAdmins: z.array(userIdSchema),
  /** Groups that `exact` archived, since they are not listed. */
  archived: z.array(groupIdSchema),
});
export type SyncResult = z.infer<typeof syncResultSchema>;

import * as z from "zod";
import { messageIdSchema } from "./ids.ts";
import { limits } from "./limits.ts";
import { isStarterKey, starterLanguages, starterTimes } from "./starter-table.ts";
import { textSchema } from "./text.ts";

/** A language with starters. */
export const starterLanguageSchema = z.enum(starterLanguages);
/** When a starter is offered. */
export const starterTimeSchema = z.enum(starterTimes);
/** Who is offered a starter. */
export const starterRoleSchema = z.enum(["MENTOR", "MENTEE"]);

/** The key of a starter that every installation has, or the UUID of one that an ADMIN has added. */
export const starterKeySchema = z
  .string()
  .max(64)
  .toLowerCase()
  .refine((key) => isStarterKey(key) || messageIdSchema.safeParse(key).success, {
    error: "is neither the key of a starter nor a UUID",
  });

/** What an ADMIN has changed about a starter in one language. */
export const starterChangeSchema = z.object({
  key: z.string(),
  /** Its text; null if it is hidden. */
  body: z.string().nullable(),
  /** Of one that was added; null otherwise. */
  role: starterRoleSchema.nullable(),
  when: starterTimeSchema.nullable(),
});
export type StarterChange = z.infer<typeof starterChangeSchema>;

/** All changes in one language, ordered by key. */
export const starterChangesSchema = z.object({ changes: z.array(starterChangeSchema) });
export type StarterChanges = z.infer<typeof starterChangesSchema>;

/** Starters of one language. */
export const listStartersInput = z.strictObject({ language: starterLanguageSchema });
export type ListStartersInput = z.infer<typeof listStartersInput>;

/** Names a starter in one language. */
export const starterInput = z.strictObject({
  language: starterLanguageSchema,
  key: starterKeySchema,
});
export type StarterInput = z.infer<typeof starterInput>;

/** A text for a starter; null hides it. `role` and `when` are those of one that is added. */
export const saveStarterInput = starterInput.extend({
  body: textSchema(limits.starterMax).nullable(),
  role: starterRoleSchema.optional(),
  when: starterTimeSchema.optional(),
});
export type SaveStarterInput = z.infer<typeof saveStarterInput>;

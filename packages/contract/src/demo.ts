import * as z from "zod";
import { userIdSchema } from "./ids.ts";
import { personSchema } from "./people.ts";

/** The users of the demo programme, each with the name of their group. */
export const demoPeopleSchema = z.object({
  people: z.array(z.object({ person: personSchema, groupName: z.string().nullable() })),
});
export type DemoPeople = z.infer<typeof demoPeopleSchema>;

/** The user as whom a visitor of the demo signs in. */
export const demoSignInInput = z.strictObject({ userId: userIdSchema });
export type DemoSignInInput = z.infer<typeof demoSignInInput>;

/** A token of the demo, for the chosen user. */
export const demoTokenSchema = z.object({ token: z.string() });
export type DemoToken = z.infer<typeof demoTokenSchema>;

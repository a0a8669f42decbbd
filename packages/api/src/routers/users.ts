import {
  accountPageSchema,
  listUsersInput,
  meSchema,
  peopleSchema,
  personSchema,
  searchUsersInput,
  signedInSchema,
  updateMeInput,
  upsertUserInput,
  userInput,
} from "@parley/contract/people";
import { deactivateUser } from "../domain/users/deactivate.ts";
import { listUsers } from "../domain/users/list.ts";
import { signedIn } from "../domain/users/signed-in.ts";
import { searchUsers } from "../domain/users/search.ts";
import { updateMe } from "../domain/users/update-me.ts";
import { upsertUser } from "../domain/users/upsert.ts";
import { procedure, router, sessionProcedure, staffProcedure } from "../trpc.ts";

export const usersRouter = router({
  me: sessionProcedure.output(signedInSchema).query(({ ctx }) => signedIn({ ctx })),
  updateMe: procedure
    .input(updateMeInput)
    .output(meSchema)
    .mutation(({ ctx, input }) => updateMe({ ctx, input })),
  search: procedure
    .input(searchUsersInput)
    .output(peopleSchema)
    .query(({ ctx, input }) => searchUsers({ ctx, input })),
  list: staffProcedure
    .input(listUsersInput)
    .output(accountPageSchema)
    .query(({ ctx, input }) => listUsers({ ctx, input })),
  upsert: staffProcedure
    .input(upsertUserInput)
    .output(personSchema)
    .mutation(({ ctx, input }) => upsertUser({ ctx, input })),
  deactivate: staffProcedure
    .input(userInput)
    .mutation(({ ctx, input }) => deactivateUser({ ctx, input })),
});

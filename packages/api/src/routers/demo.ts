import { demoPeopleSchema, demoSignInInput, demoTokenSchema } from "@parley/contract/demo";
import { DomainError } from "../domain/errors.ts";
import { publicProcedure, router } from "../trpc.ts";

/** Sign-in without a password, for demo mode: the host decides who may sign in and issues the token. */
const demoProcedure = publicProcedure.use(({ ctx, next }) => {
  if (ctx.demo === undefined) throw new DomainError("unknown_procedure");
  return next({ ctx: { demo: ctx.demo } });
});

export const demoRouter = router({
  people: demoProcedure.output(demoPeopleSchema).query(({ ctx }) => ctx.demo.people()),
  signIn: demoProcedure
    .input(demoSignInInput)
    .output(demoTokenSchema)
    .mutation(({ ctx, input }) => ctx.demo.signIn(input)),
});

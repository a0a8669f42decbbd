import {
  listStartersInput,
  saveStarterInput,
  starterChangeSchema,
  starterChangesSchema,
  starterInput,
} from "@parley/contract/starters";
import { listStarters, resetStarter, saveStarter } from "../domain/starters/starters.ts";
import { procedure, router, staffProcedure } from "../trpc.ts";

export const startersRouter = router({
  list: procedure
    .input(listStartersInput)
    .output(starterChangesSchema)
    .query(({ ctx, input }) => listStarters({ ctx, input })),
  save: staffProcedure
    .input(saveStarterInput)
    .output(starterChangeSchema)
    .mutation(({ ctx, input }) => saveStarter({ ctx, input })),
  reset: staffProcedure
    .input(starterInput)
    .mutation(({ ctx, input }) => resetStarter({ ctx, input })),
});

import { syncInput, syncResultSchema } from "@parley/contract/sync";
import { sync } from "../domain/platform/sync.ts";
import { router, serviceProcedure } from "../trpc.ts";

export const platformRouter = router({
  sync: serviceProcedure
    .input(syncInput)
    .output(syncResultSchema)
    .mutation(({ ctx, input }) => sync({ ctx, input })),
});

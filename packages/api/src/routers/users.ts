import { meSchema } from "@parley/contract/people";
import { me } from "../domain/users/me.ts";
import { procedure, router } from "../trpc.ts";

export const usersRouter = router({
  me: procedure.output(meSchema).query(({ ctx }) => me({ ctx })),
});

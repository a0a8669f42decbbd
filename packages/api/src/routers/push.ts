import {
  pushKeySchema,
  pushSubscriptionSchema,
  subscribePushInput,
  unsubscribePushInput,
} from "@parley/contract/push";
import { pushKeyOf } from "../domain/push/keys.ts";
import { subscribePush } from "../domain/push/subscribe.ts";
import { unsubscribePush } from "../domain/push/unsubscribe.ts";
import { procedure, router } from "../trpc.ts";

export const pushRouter = router({
  key: procedure.output(pushKeySchema).query(({ ctx }) => pushKeyOf({ ctx })),
  subscribe: procedure
    .input(subscribePushInput)
    .output(pushSubscriptionSchema)
    .mutation(({ ctx, input }) => subscribePush({ ctx, input })),
  unsubscribe: procedure
    .input(unsubscribePushInput)
    .mutation(({ ctx, input }) => unsubscribePush({ ctx, input })),
});

import {
  pushedSchema,
  pushKeySchema,
  pushSubscriptionSchema,
  readPushInput,
  subscribePushInput,
  unsubscribePushInput,
} from "@parley/contract/push";
import { pushKeyOf } from "../domain/push/keys.ts";
import { readPush } from "../domain/push/read.ts";
import { subscribePush } from "../domain/push/subscribe.ts";
import { unsubscribePush } from "../domain/push/unsubscribe.ts";
import { procedure, publicProcedure, router } from "../trpc.ts";

export const pushRouter = router({
  key: procedure.output(pushKeySchema).query(({ ctx }) => pushKeyOf({ ctx })),
  subscribe: procedure
    .input(subscribePushInput)
    .output(pushSubscriptionSchema)
    .mutation(({ ctx, input }) => subscribePush({ ctx, input })),
  unsubscribe: procedure
    .input(unsubscribePushInput)
    .mutation(({ ctx, input }) => unsubscribePush({ ctx, input })),
  // A query has its input in its address, which proxies log.
  read: publicProcedure
    .input(readPushInput)
    .output(pushedSchema)
    .mutation(({ ctx, input }) => readPush({ ctx, input })),
});

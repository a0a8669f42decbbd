import {
  conversationDetailSchema,
  conversationPageSchema,
  getConversationInput,
  listConversationsInput,
  openConversationInput,
} from "@parley/contract/conversations";
import { getConversation } from "../domain/conversations/get.ts";
import { listConversations } from "../domain/conversations/list.ts";
import { openConversation } from "../domain/conversations/open.ts";
import { procedure, router } from "../trpc.ts";

export const conversationsRouter = router({
  open: procedure
    .input(openConversationInput)
    .output(conversationDetailSchema)
    .mutation(({ ctx, input }) => openConversation({ ctx, input })),
  list: procedure
    .input(listConversationsInput)
    .output(conversationPageSchema)
    .query(({ ctx, input }) => listConversations({ ctx, input })),
  get: procedure
    .input(getConversationInput)
    .output(conversationDetailSchema)
    .query(({ ctx, input }) => getConversation({ ctx, input })),
});

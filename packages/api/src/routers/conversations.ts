import {
  aboutConversationSchema,
  conversationDetailSchema,
  conversationPageSchema,
  conversationInput,
  listConversationsInput,
  openConversationInput,
  setPreferencesInput,
} from "@parley/contract/conversations";
import { aboutConversation } from "../domain/about/about-conversation.ts";
import { deleteConversation } from "../domain/conversations/delete.ts";
import { getConversation } from "../domain/conversations/get.ts";
import { listConversations } from "../domain/conversations/list.ts";
import { markUnread } from "../domain/conversations/mark-unread.ts";
import { openConversation } from "../domain/conversations/open.ts";
import { setPreferences } from "../domain/conversations/set-preferences.ts";
import { exactFirst } from "../exact-output.ts";
import { procedure, router, sessionProcedure } from "../trpc.ts";

export const conversationsRouter = router({
  open: procedure
    .input(openConversationInput)
    .output(conversationDetailSchema)
    .mutation(({ ctx, input }) => openConversation({ ctx, input })),
  list: sessionProcedure
    .input(listConversationsInput)
    .output(exactFirst(conversationPageSchema))
    .query(({ ctx, input }) => listConversations({ ctx, input })),
  get: procedure
    .input(conversationInput)
    .output(conversationDetailSchema)
    .query(({ ctx, input }) => getConversation({ ctx, input })),
  about: procedure
    .input(conversationInput)
    .output(aboutConversationSchema)
    .query(({ ctx, input }) => aboutConversation({ ctx, input })),
  delete: procedure
    .input(conversationInput)
    .mutation(({ ctx, input }) => deleteConversation({ ctx, input })),
  setPreferences: procedure
    .input(setPreferencesInput)
    .output(conversationDetailSchema)
    .mutation(({ ctx, input }) => setPreferences({ ctx, input })),
  markUnread: procedure
    .input(conversationInput)
    .output(conversationDetailSchema)
    .mutation(({ ctx, input }) => markUnread({ ctx, input })),
});

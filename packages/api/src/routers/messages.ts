import {
  listMessagesInput,
  markReadInput,
  messagePageSchema,
  readStateSchema,
  sendMessageInput,
  sentMessageSchema,
} from "@parley/contract/messages";
import { listMessages } from "../domain/messages/list.ts";
import { markRead } from "../domain/messages/mark-read.ts";
import { sendMessage } from "../domain/messages/send.ts";
import { procedure, router, sessionProcedure } from "../trpc.ts";

export const messagesRouter = router({
  send: sessionProcedure
    .input(sendMessageInput)
    .output(sentMessageSchema)
    .mutation(({ ctx, input }) => sendMessage({ ctx, input })),
  list: procedure
    .input(listMessagesInput)
    .output(messagePageSchema)
    .query(({ ctx, input }) => listMessages({ ctx, input })),
  markRead: procedure
    .input(markReadInput)
    .output(readStateSchema)
    .mutation(({ ctx, input }) => markRead({ ctx, input })),
});

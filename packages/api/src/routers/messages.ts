import {
  deleteMessageInput,
  editMessageInput,
  linksPageSchema,
  listLinksInput,
  listMentionsInput,
  listMessagesInput,
  listSavedInput,
  markReadInput,
  mentionsPageSchema,
  messagePageSchema,
  messagePlaceInput,
  messageSchema,
  pinnedMessagesSchema,
  pinsSchema,
  reactionInput,
  readStateSchema,
  savedPageSchema,
  savedSeqsSchema,
  saveMessageInput,
  searchMessagesInput,
  searchPageSchema,
  sendAsInput,
  sendMessageInput,
  sentMessageSchema,
} from "@parley/contract/messages";
import { conversationInput } from "@parley/contract/conversations";
import {
  draftSchema,
  draftsSchema,
  rescheduleMessageInput,
  saveDraftInput,
  saveTemplateInput,
  scheduledMessageInput,
  scheduledMessageSchema,
  scheduledMessagesSchema,
  scheduleMessageInput,
  templateInput,
  templateSchema,
  templatesSchema,
} from "@parley/contract/writing";
import { deleteMessage } from "../domain/messages/delete.ts";
import { listDrafts, saveDraft } from "../domain/participants/drafts.ts";
import { editMessage } from "../domain/messages/edit.ts";
import { listLinks } from "../domain/messages/list-links.ts";
import { listMentions } from "../domain/messages/list-mentions.ts";
import { listMessages } from "../domain/messages/list.ts";
import { markRead } from "../domain/messages/mark-read.ts";
import { listPinned, pinMessage, unpinMessage } from "../domain/messages/pin.ts";
import { react, unreact } from "../domain/messages/react.ts";
import { listSaved, saveMessage, unsaveMessage } from "../domain/messages/save.ts";
import {
  listScheduled,
  rescheduleMessage,
  scheduleMessage,
  sendScheduledNow,
  unscheduleMessage,
} from "../domain/messages/scheduled.ts";
import { searchMessages } from "../domain/messages/search.ts";
import { sendMessage } from "../domain/messages/send.ts";
import { sendAs } from "../domain/messages/send-as.ts";
import { listTemplates, removeTemplate, saveTemplate } from "../domain/messages/templates.ts";
import { exactFirst } from "../exact-output.ts";
import { procedure, router, serviceProcedure, sessionProcedure } from "../trpc.ts";

export const messagesRouter = router({
  /** Stores a message once and notifies all participants. The same id with the same text returns the first result. */
  send: sessionProcedure
    .input(sendMessageInput)
    .output(sentMessageSchema)
    .mutation(({ ctx, input }) => sendMessage({ ctx, input })),
  sendAs: serviceProcedure
    .input(sendAsInput)
    .output(sentMessageSchema)
    .mutation(({ ctx, input }) => sendAs({ ctx, input })),
  list: sessionProcedure
    .input(listMessagesInput)
    .output(exactFirst(messagePageSchema))
    .query(({ ctx, input }) => listMessages({ ctx, input })),
  markRead: procedure
    .input(markReadInput)
    .output(readStateSchema)
    .mutation(({ ctx, input }) => markRead({ ctx, input })),
  edit: procedure
    .input(editMessageInput)
    .output(messageSchema)
    .mutation(({ ctx, input }) => editMessage({ ctx, input })),
  delete: procedure
    .input(deleteMessageInput)
    .output(messageSchema)
    .mutation(({ ctx, input }) => deleteMessage({ ctx, input })),
  react: procedure
    .input(reactionInput)
    .output(messageSchema)
    .mutation(({ ctx, input }) => react({ ctx, input })),
  unreact: procedure
    .input(reactionInput)
    .output(messageSchema)
    .mutation(({ ctx, input }) => unreact({ ctx, input })),
  pin: procedure
    .input(messagePlaceInput)
    .output(pinsSchema)
    .mutation(({ ctx, input }) => pinMessage({ ctx, input })),
  unpin: procedure
    .input(messagePlaceInput)
    .output(pinsSchema)
    .mutation(({ ctx, input }) => unpinMessage({ ctx, input })),
  pinned: procedure
    .input(conversationInput)
    .output(pinnedMessagesSchema)
    .query(({ ctx, input }) => listPinned({ ctx, input })),
  save: procedure
    .input(saveMessageInput)
    .output(savedSeqsSchema)
    .mutation(({ ctx, input }) => saveMessage({ ctx, input })),
  unsave: procedure
    .input(messagePlaceInput)
    .output(savedSeqsSchema)
    .mutation(({ ctx, input }) => unsaveMessage({ ctx, input })),
  saved: procedure
    .input(listSavedInput)
    .output(savedPageSchema)
    .query(({ ctx, input }) => listSaved({ ctx, input })),
  search: sessionProcedure
    .input(searchMessagesInput)
    .output(searchPageSchema)
    .query(({ ctx, input }) => searchMessages({ ctx, input })),
  mentions: procedure
    .input(listMentionsInput)
    .output(mentionsPageSchema)
    .query(({ ctx, input }) => listMentions({ ctx, input })),
  links: procedure
    .input(listLinksInput)
    .output(linksPageSchema)
    .query(({ ctx, input }) => listLinks({ ctx, input })),
  /** Stores a message that is sent later, as if its author sent it then. The same id with the same text returns the first result. */
  schedule: procedure
    .input(scheduleMessageInput)
    .output(scheduledMessageSchema)
    .mutation(({ ctx, input }) => scheduleMessage({ ctx, input })),
  scheduled: procedure.output(scheduledMessagesSchema).query(({ ctx }) => listScheduled({ ctx })),
  reschedule: procedure
    .input(rescheduleMessageInput)
    .output(scheduledMessageSchema)
    .mutation(({ ctx, input }) => rescheduleMessage({ ctx, input })),
  unschedule: procedure
    .input(scheduledMessageInput)
    .mutation(({ ctx, input }) => unscheduleMessage({ ctx, input })),
  sendScheduled: procedure
    .input(scheduledMessageInput)
    .mutation(({ ctx, input }) => sendScheduledNow({ ctx, input })),
  drafts: procedure.output(draftsSchema).query(({ ctx }) => listDrafts({ ctx })),
  /** Stores a draft, or that it was sent or cleared (`body: null`), unless a later one is stored. Returns the stored one. */
  saveDraft: procedure
    .input(saveDraftInput)
    .output(draftSchema)
    .mutation(({ ctx, input }) => saveDraft({ ctx, input })),
  templates: procedure.output(templatesSchema).query(({ ctx }) => listTemplates({ ctx })),
  saveTemplate: procedure
    .input(saveTemplateInput)
    .output(templateSchema)
    .mutation(({ ctx, input }) => saveTemplate({ ctx, input })),
  removeTemplate: procedure
    .input(templateInput)
    .mutation(({ ctx, input }) => removeTemplate({ ctx, input })),
});

import {
  actionItemSchema,
  cardsSchema,
  changeItemInput,
  changeMeetingInput,
  createItemInput,
  meetingSchema,
  proposeMeetingInput,
} from "@parley/contract/cards";
import { conversationInput } from "@parley/contract/conversations";
import { changeItem, createItem } from "../domain/cards/action-items.ts";
import { changeMeeting, proposeMeeting } from "../domain/cards/meetings.ts";
import { listCards } from "../domain/cards/load-cards.ts";
import { procedure, router } from "../trpc.ts";

export const cardsRouter = router({
  list: procedure
    .input(conversationInput)
    .output(cardsSchema)
    .query(({ ctx, input }) => listCards({ ctx, input })),
  /** Creates an action item, and its card if it is shared. The same id with the same item returns the first result. */
  createItem: procedure
    .input(createItemInput)
    .output(actionItemSchema)
    .mutation(({ ctx, input }) => createItem({ ctx, input })),
  changeItem: procedure
    .input(changeItemInput)
    .output(actionItemSchema)
    .mutation(({ ctx, input }) => changeItem({ ctx, input })),
  /** Proposes a meeting, with its card. The same id with the same meeting returns the first result. */
  proposeMeeting: procedure
    .input(proposeMeetingInput)
    .output(meetingSchema)
    .mutation(({ ctx, input }) => proposeMeeting({ ctx, input })),
  /** Accepts, declines or replaces the proposed times, cancels, or says whether the two have met. */
  changeMeeting: procedure
    .input(changeMeetingInput)
    .output(meetingSchema)
    .mutation(({ ctx, input }) => changeMeeting({ ctx, input })),
});

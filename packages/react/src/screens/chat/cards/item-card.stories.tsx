import { createDemoServer, noah, withNoah } from "@parley/client/testing";
import type { ActionItem } from "@parley/contract";
import type { Meta, StoryObj } from "@storybook/react-vite";
import { StoryBubble } from "../../../testing/story-bubble.tsx";
import { ItemCard } from "./item-card.tsx";

const meta: Meta<typeof ItemCard> = {
  title: "Card of an action item",
  component: ItemCard,
  decorators: [
    (Story) => (
      <StoryBubble>
        <Story />
      </StoryBubble>
    ),
  ],
};
export default meta;

const conversation = createDemoServer().conversations.get(withNoah);

const show = (more: Partial<ActionItem> = {}): StoryObj<typeof ItemCard> => ({
  args: {
    ...(conversation && { conversation, members: conversation.members }),
    userId: "me",
    say: () => undefined,
    onJump: () => undefined,
    item: {
      ...{ kind: "action_item", id: "01a22c59-0000-7000-8000-000000000001", seq: 1 },
      ...{ conversationId: withNoah, creatorId: "me", ownerId: noah.id, state: "open" },
      ...{ text: "Send the CV with the two projects", dueOn: "2099-12-04", sourceSeq: 1 },
      ...{ version: 1, changedAt: new Date().toISOString() },
      ...more,
    },
  },
});

export const Open = show();
export const Late = show({ ownerId: "me", dueOn: "2020-01-02" });
export const Done = show({ state: "done" });
/** It can be restored from the card. */
export const Removed = show({ state: "removed" });
/** Only its creator sees it, in the details. */
export const Private = show({ seq: null, ownerId: "me", dueOn: null });

import { createDemoServer, noah, withNoah } from "@parley/client/testing";
import type { Meeting } from "@parley/contract";
import type { Meta, StoryObj } from "@storybook/react-vite";
import { StoryBubble } from "../../../testing/story-bubble.tsx";
import { MeetingCard } from "./meeting-card.tsx";

const meta: Meta<typeof MeetingCard> = {
  title: "Card of a meeting",
  component: MeetingCard,
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
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const agreedIn = (days: number) => ({ startsAt: inDays(days), endsAt: inDays(days + 1 / 24) });

const show = (more: Partial<Meeting> = {}): StoryObj<typeof MeetingCard> => ({
  args: {
    ...(conversation && { conversation }),
    userId: "me",
    say: () => undefined,
    meeting: {
      ...{ kind: "meeting", id: "01a22c59-0000-7000-8000-000000000001", seq: 1 },
      ...{ conversationId: withNoah, creatorId: noah.id, proposerId: noah.id },
      ...{ title: "Interview practice", place: "https://meet.example.org/noah" },
      ...{ state: "proposed", slots: [inDays(2), inDays(3)], minutes: 45 },
      ...{ timeZone: "America/New_York", agreed: null, metBy: [], missedBy: [] },
      ...{ changedBy: noah.id, version: 1, changedAt: inDays(-1) },
      ...more,
    },
  },
});

/** The other user has proposed times, of which one is accepted. */
export const Proposed = show();
export const ProposedByYou = show({ proposerId: "me", creatorId: "me" });
export const Agreed = show({ state: "agreed", slots: [], agreed: agreedIn(2) });
/** What was agreed on holds until another time is accepted. */
export const AnotherTime = show({ slots: [inDays(4)], agreed: agreedIn(2) });
export const Declined = show({ state: "declined", changedBy: "me" });
export const Canceled = show({ state: "canceled", slots: [], agreed: agreedIn(2) });
/** All proposed times have passed. */
export const Passed = show({ slots: [inDays(-2), inDays(-1)] });
/** It is over: both say whether they met. */
export const Afterwards = show({
  ...{ state: "agreed", slots: [], agreed: agreedIn(-1), metBy: [noah.id] },
});

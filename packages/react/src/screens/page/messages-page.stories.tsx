import type { Meta, StoryObj } from "@storybook/react-vite";
import { idOf, messageOf, noah, withGroup, withNoah } from "@parley/client/testing";
import { StoryStage } from "../../testing/story-stage.tsx";
import { MessagesPage } from "./messages-page.tsx";

const meta: Meta<typeof MessagesPage> = { title: "MessagesPage", component: MessagesPage };
export default meta;
type Story = StoryObj<typeof MessagesPage>;

/** Nothing is open yet. */
export const NothingChosen: Story = {
  render: (args) => (
    <StoryStage>
      <MessagesPage {...args} />
    </StoryStage>
  ),
};

export const Conversation: Story = {
  ...NothingChosen,
  args: { defaultConversationId: withNoah },
};

export const Group: Story = { ...NothingChosen, args: { defaultConversationId: withGroup } };

export const Contacts: Story = { ...NothingChosen, args: { defaultTab: "contacts" } };

/** Waiting for the first response. */
export const Loading: Story = {
  render: (args) => (
    <StoryStage direct={(fake) => fake.hold("conversations.list")}>
      <MessagesPage {...args} />
    </StoryStage>
  ),
};

/** The server responded with an error. */
export const Failed: Story = {
  render: (args) => (
    <StoryStage direct={(client) => client.refuse("internal", "conversations.list")}>
      <MessagesPage {...args} />
    </StoryStage>
  ),
};

/** No message has been written yet. */
export const Empty: Story = {
  render: (args) => (
    <StoryStage
      arrange={(server) => {
        server.conversations.clear();
        server.contacts.length = 0;
      }}
    >
      <MessagesPage {...args} />
    </StoryStage>
  ),
};

/** The banner is shown after some seconds. New messages are queued. */
export const Offline: Story = {
  args: { defaultConversationId: withNoah },
  render: (args) => (
    <StoryStage
      connection={{ status: "offline", since: Date.now(), retryAt: Date.now() + 60_000 }}
      direct={({ hold, outbox }) => {
        hold("messages.send");
        outbox.send({ conversationId: withNoah, body: "Written without a connection" });
      }}
    >
      <MessagesPage {...args} />
    </StoryStage>
  ),
};

/** A message was refused: it stays in its place, to be retried or discarded. */
export const RefusedMessage: Story = {
  args: { defaultConversationId: withNoah },
  render: (args) => (
    <StoryStage
      direct={({ refuse, outbox }) => {
        refuse("contact_unavailable", "messages.send");
        outbox.send({ conversationId: withNoah, body: "Can you hear me?" });
      }}
    >
      <MessagesPage {...args} />
    </StoryStage>
  ),
};

/** The conversation has become read-only. */
export const ReadOnly: Story = {
  args: { defaultConversationId: idOf(7) },
  render: (args) => (
    <StoryStage
      arrange={(server) =>
        server.addConversation({
          id: idOf(7),
          with: { kind: "group", groupId: "old", name: "Autumn cohort" },
          members: [noah],
          messages: [
            messageOf({ conversationId: idOf(7), seq: 1, senderId: "noah", body: "Goodbye!" }),
          ],
          state: "readonly",
        })
      }
    >
      <MessagesPage {...args} />
    </StoryStage>
  ),
};

/** A hundred thousand messages: only visible ones are rendered. */
export const VeryLong: Story = {
  args: { defaultConversationId: idOf(8) },
  render: (args) => (
    <StoryStage
      arrange={(server) =>
        server.addConversation({
          id: idOf(8),
          with: { kind: "direct", person: noah },
          members: [noah],
          messages: Array.from({ length: 100_000 }, (_, index) =>
            messageOf({
              conversationId: idOf(8),
              seq: index + 1,
              senderId: index % 3 === 0 ? "me" : "noah",
              body: `Message ${index + 1} ${"of some length ".repeat(index % 7)}`,
            }),
          ),
        })
      }
    >
      <MessagesPage {...args} />
    </StoryStage>
  ),
};

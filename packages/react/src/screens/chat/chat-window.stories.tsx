import type { Message } from "@parley/contract";
import type { Meta, StoryObj } from "@storybook/react-vite";
import { type FakeServer, idOf, messageOf, noah, priya } from "@parley/client/testing";
import { StoryStage } from "../../testing/story-stage.tsx";
import { ChatWindow } from "./chat-window.tsx";

const meta: Meta<typeof ChatWindow> = { title: "ChatWindow", component: ChatWindow };
export default meta;
type Story = StoryObj<typeof ChatWindow>;

const conversationId = idOf(9);
type Facts = Pick<Message, "seq" | "senderId"> & Partial<Message>;
const message = ({ body = "", ...facts }: Facts): Message => ({
  ...messageOf({
    conversationId,
    seq: facts.seq,
    senderId: facts.senderId,
    body: body ?? "",
    createdAt: new Date().toISOString(),
  }),
  ...facts,
  body,
});

function show(messages: readonly Message[], arrange?: (server: FakeServer) => void): Story {
  return {
    args: { conversationId },
    render: (args) => (
      <StoryStage
        arrange={(server) => {
          server.addConversation({
            id: conversationId,
            with: { kind: "group", groupId: "g", name: "Autumn cohort" },
            members: [noah, priya],
            messages,
          });
          arrange?.(server);
        }}
      >
        <ChatWindow {...args} />
      </StoryStage>
    ),
  };
}

/** A reply, reactions, an edit, a tombstone and a mention. */
export const Messages = show([
  message({ seq: 1, senderId: "noah", body: "Shall we meet on Tuesday?" }),
  message({
    seq: 2,
    senderId: "me",
    body: "Gladly, @Noah Lindqvist",
    replyToSeq: 1,
    mentions: ["noah"],
    reactions: [
      { emoji: "👍", userIds: ["noah", "priya"] },
      { emoji: "🎉", userIds: ["me"] },
    ],
  }),
  message({
    seq: 3,
    senderId: "priya",
    body: "At nine",
    version: 2,
    editedAt: new Date().toISOString(),
  }),
  message({ seq: 4, senderId: "me", body: null, deletedAt: new Date().toISOString(), version: 2 }),
  message({ seq: 5, senderId: "priya", body: "What was that?", replyToSeq: 4 }),
]);

/** Texts of every kind: links, emoji alone, scripts of both directions, long words and long texts. */
export const Texts = show([
  message({
    seq: 1,
    senderId: "noah",
    body: "See https://example.org/a?b=c, or write to me@example.org.",
  }),
  message({ seq: 2, senderId: "noah", body: "🎉🎉" }),
  message({ seq: 3, senderId: "priya", body: "مرحبا! How are you? 你好吗" }),
  message({
    seq: 4,
    senderId: "me",
    body: "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz".repeat(4),
  }),
  message({ seq: 5, senderId: "priya", body: "A long story. ".repeat(300) }),
]);

/** Who joined and who left. */
export const Membership = show(
  [message({ seq: 1, senderId: "priya", body: "Welcome" })],
  (server) => {
    const detail = server.conversations.get(conversationId);
    const at = new Date().toISOString();
    if (detail === undefined) return;
    server.conversations.set(conversationId, {
      ...detail,
      membershipChanges: [
        { afterSeq: 1, type: "joined", person: noah, at },
        { afterSeq: 1, type: "joined", person: priya, at },
        { afterSeq: 1, type: "left", person: noah, at },
      ],
    });
  },
);

/** A message of a user whom the reader blocks. */
export const Blocked = show(
  [
    message({ seq: 1, senderId: "noah", body: "Listen to me" }),
    message({ seq: 2, senderId: "priya", body: "Please stop", replyToSeq: 1 }),
  ],
  (server) => server.blocked.push({ person: noah, since: new Date().toISOString() }),
);

/** The details of a group, next to the messages or over them. */
export const Details: Story = {
  ...show([message({ seq: 1, senderId: "priya", body: "Read https://example.org/guide first." })]),
  args: { conversationId, panel: "details", onOpenConversation: () => undefined },
};

/** The search of this conversation. */
export const Search: Story = {
  ...show([message({ seq: 1, senderId: "priya", body: "Welcome" })]),
  args: { conversationId, panel: "search" },
};

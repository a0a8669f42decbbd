import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { WordingProvider } from "../../../provider/wording-provider.tsx";
import { noah, priya } from "@parley/client/testing";
import { rowOf } from "../../../testing/row-of.ts";
import type { MessageActions } from "./message-actions.ts";
import { MessageEditor } from "./message-editor.tsx";

const meta: Meta<typeof MessageEditor> = {
  title: "MessageEditor",
  component: MessageEditor,
  args: {
    row: rowOf({ body: "Shall we meat on Tuesday?" }),
    editing: { messageId: "m", text: "Shall we meet on Tuesday?", problem: null },
  },
  render: (args) => <Writable {...args} />,
};
export default meta;
type Story = StoryObj<typeof MessageEditor>;

const nothing = () => undefined;
const idle: MessageActions = {
  onReply: nothing,
  onReact: nothing,
  onEdit: nothing,
  onSave: nothing,
  onDelete: nothing,
  onCancelEdit: nothing,
  onUndo: nothing,
  onMarkUnread: nothing,
  onKeep: nothing,
  onLeave: nothing,
  onEditText: nothing,
  onMention: nothing,
};

/** Holds the text, as the log does around an editor. */
function Writable({ row, editing }: Pick<Parameters<typeof MessageEditor>[0], "row" | "editing">) {
  const [text, setText] = useState(editing.text);
  return (
    <WordingProvider labels={undefined} locale="en-GB">
      <div className="parley">
        <MessageEditor
          row={row}
          editing={{ ...editing, text }}
          actions={{ ...idle, onEditText: setText }}
        />
      </div>
    </WordingProvider>
  );
}

export const Editing: Story = {};
/** In a group, "@" offers its members. */
export const InAGroup: Story = {
  args: {
    editing: { messageId: "m", text: "Thanks ", problem: null, mentionable: [noah, priya] },
  },
};
export const TooLong: Story = {
  args: { editing: { messageId: "m", text: "x".repeat(5_010), problem: null } },
};
/** Another device was faster: the current text is shown, and the typed text is kept. */
export const Refused: Story = {
  args: {
    row: rowOf({ body: "Shall we meet on Monday?", version: 2 }),
    editing: {
      messageId: "m",
      text: "Shall we meet on Tuesday?",
      problem: "This was changed in the meantime. Look at it again.",
    },
  },
};
/** It was deleted on another device. */
export const Deleted: Story = {
  args: { row: rowOf({ body: null, version: 2 }) },
};

import type { Meta, StoryObj } from "@storybook/react-vite";
import { WordingProvider } from "../../../provider/wording-provider.tsx";
import { DeleteIcon } from "../../action-icons.tsx";
import { CopyIcon } from "../../menu-icons.tsx";
import { ReactIcon, ReplyIcon } from "../../icons.tsx";
import { MessageSheet, type MessageSheetProps } from "./message-sheet.tsx";

const meta: Meta<typeof MessageSheet> = { title: "MessageSheet", component: MessageSheet };
export default meta;
type Story = StoryObj<typeof MessageSheet>;

const nothing = () => undefined;
const actions: MessageSheetProps["actions"] = [
  { action: "reply", label: "Reply", icon: <ReplyIcon />, onChoose: nothing },
  { action: "react", label: "React", icon: <ReactIcon />, onChoose: nothing },
  { action: "copy", label: "Copy text", icon: <CopyIcon />, onChoose: nothing },
  { action: "delete", label: "Delete", icon: <DeleteIcon />, isGrave: true, onChoose: nothing },
];

const drawn = (props: Pick<MessageSheetProps, "actions" | "onReact">) => (
  <WordingProvider labels={undefined} locale="en-GB">
    <div className="parley">
      <MessageSheet
        {...props}
        trigger={document.body}
        userId="me"
        reactions={[{ emoji: "🎉", userIds: ["me"] }]}
        onClose={nothing}
      />
    </div>
  </WordingProvider>
);

export const All: Story = { render: () => drawn({ actions, onReact: nothing }) };
/** Where the user cannot write: no emoji. */
export const ReadOnly: Story = {
  render: () =>
    drawn({ actions: actions.filter(({ action }) => action === "copy"), onReact: undefined }),
};

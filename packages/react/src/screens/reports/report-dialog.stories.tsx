import { noah, withNoah } from "@parley/client/testing";
import type { Meta, StoryObj } from "@storybook/react-vite";
import { StoryStage } from "../../testing/story-stage.tsx";
import { ReportDialog } from "./report-dialog.tsx";

const meta: Meta<typeof ReportDialog> = {
  title: "Report",
  component: ReportDialog,
  args: { onClose: () => undefined },
  decorators: [
    (Story) => (
      <StoryStage>
        <div className="parley">
          <Story />
        </div>
      </StoryStage>
    ),
  ],
};
export default meta;
type Story = StoryObj<typeof ReportDialog>;

export const OfAMessage: Story = {
  args: { about: { kind: "message", conversationId: withNoah, seq: 2 }, person: noah },
};
export const OfAUser: Story = {
  args: { about: { kind: "user", userId: noah.id }, person: noah },
};
/** Staff are asked for help, about nobody in particular. */
export const ForHelp: Story = { args: { about: { kind: "help" } } };

import type { Meta, StoryObj } from "@storybook/react-vite";
import { WordingProvider } from "../../provider/wording-provider.tsx";
import { EmojiPicker } from "./emoji-picker.tsx";

const meta: Meta<typeof EmojiPicker> = {
  title: "EmojiPicker",
  component: EmojiPicker,
  // Storybook serves the data at this address.
  args: { dataUrl: "/emoji", onChoose: () => undefined },
  decorators: [
    (Story) => (
      <WordingProvider labels={undefined} locale="en-GB">
        <div className="parley parley-picker-room">
          <Story />
        </div>
      </WordingProvider>
    ),
  ],
};
export default meta;
type Story = StoryObj<typeof EmojiPicker>;

export const All: Story = {};
/** The data cannot be loaded. */
export const NoData: Story = { args: { dataUrl: "/nowhere" } };

import type { Meta, StoryObj } from "@storybook/react-vite";
import { WordingProvider } from "../../provider/wording-provider.tsx";
import { Composer } from "./composer.tsx";

const meta: Meta<typeof Composer> = {
  title: "Composer",
  component: Composer,
  args: { name: "Noah Lindqvist", onSend: () => null },
  decorators: [
    (Story) => (
      <WordingProvider labels={undefined} locale="en-GB">
        <Story />
      </WordingProvider>
    ),
  ],
};
export default meta;
type Story = StoryObj<typeof Composer>;

export const Empty: Story = {};
export const Draft: Story = { args: { draft: "Half a thought\nand another" } };
export const NearlyTooLong: Story = { args: { draft: "x".repeat(4_990) } };
export const TooLong: Story = { args: { draft: "x".repeat(5_010) } };
export const Closed: Story = { args: { disabled: { reason: "This conversation has ended." } } };

import type { Meta, StoryObj } from "@storybook/react-vite";
import { WordingProvider } from "../../../provider/wording-provider.tsx";
import { DeletedMessage } from "./deleted-message.tsx";

const meta: Meta<typeof DeletedMessage> = {
  title: "DeletedMessage",
  component: DeletedMessage,
  args: { onUndo: () => undefined },
  decorators: [
    (Story) => (
      <WordingProvider labels={undefined} locale="en-GB">
        <div className="parley">
          <article className="parley-message" data-own="true" aria-label="You" tabIndex={-1}>
            <Story />
          </article>
        </div>
      </WordingProvider>
    ),
  ],
};
export default meta;
type Story = StoryObj<typeof DeletedMessage>;

const DAY = 24 * 60 * 60_000;

/** The deletion can be undone. */
export const Undo: Story = { args: { undoUntil: Date.now() + DAY } };
/** The undo period has passed: the deletion is being sent. */
export const Over: Story = { args: { undoUntil: 0 } };

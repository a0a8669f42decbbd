import type { Meta, StoryObj } from "@storybook/react-vite";
import { createRef } from "react";
import { WordingProvider } from "../../provider/wording-provider.tsx";
import { noah, personOf, priya } from "@parley/client/testing";
import type { TakeKey } from "./completion.tsx";
import { MentionPicker } from "./mention-picker.tsx";

const meta: Meta<typeof MentionPicker> = {
  title: "MentionPicker",
  component: MentionPicker,
  args: {
    id: "people",
    query: { at: 0, typed: "" },
    people: [
      noah,
      priya,
      personOf("layla", "ليلى حداد"),
      personOf("long", "Maria Wilhelmina Konstantinopolitanska-Rindfleisch"),
    ],
    keys: createRef<TakeKey>(),
    onActive: () => undefined,
    onChoose: () => undefined,
  },
  decorators: [
    (Story) => (
      <WordingProvider labels={undefined} locale="en-GB">
        <div className="parley parley-composer">
          <Story />
        </div>
      </WordingProvider>
    ),
  ],
};
export default meta;
type Story = StoryObj<typeof MentionPicker>;

/** Directly after the "@" all members are offered. */
export const Everybody: Story = {};
/** After some letters of a name. */
export const Narrowed: Story = { args: { query: { at: 0, typed: "pri" } } };

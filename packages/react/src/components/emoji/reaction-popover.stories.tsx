import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { OptionsProvider } from "../../provider/options-context.ts";
import { WordingProvider } from "../../provider/wording-provider.tsx";
import { noah, priya } from "@parley/client/testing";
import { ReactionPopover } from "./reaction-popover.tsx";

const meta: Meta<typeof ReactionPopover> = { title: "ReactionPopover", component: ReactionPopover };
export default meta;
type Story = StoryObj<typeof ReactionPopover>;

const people = new Map([noah, priya].map((person) => [person.id, person]));

/** Needs the element of its button first. */
function NextToButton({ reactions, emojiDataUrl }: Shown) {
  const [button, setButton] = useState<HTMLElement | null>(null);
  return (
    <WordingProvider labels={undefined} locale="en-GB">
      <OptionsProvider options={{ emojiDataUrl }}>
        <div className="parley">
          <button ref={setButton} type="button" className="parley-button">
            React
          </button>
          {button !== null && (
            <ReactionPopover
              trigger={button}
              anchor={button}
              reactions={reactions}
              people={people}
              userId="me"
              onReact={() => undefined}
              onClose={() => undefined}
            />
          )}
        </div>
      </OptionsProvider>
    </WordingProvider>
  );
}

interface Shown extends Pick<Parameters<typeof ReactionPopover>[0], "reactions"> {
  readonly emojiDataUrl?: string | undefined;
}

/** The host serves no emoji data: only six are offered. */
export const Quick: Story = { render: () => <NextToButton reactions={[]} /> };
/** Who chose what, including the signed-in user. */
export const Chosen: Story = {
  render: () => (
    <NextToButton
      emojiDataUrl="/emoji"
      reactions={[
        { emoji: "👍", userIds: ["noah", "priya"] },
        { emoji: "🎉", userIds: ["me"] },
      ]}
    />
  ),
};

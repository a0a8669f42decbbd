import type { Meta, StoryObj } from "@storybook/react-vite";
import { WordingProvider } from "../../provider/wording-provider.tsx";
import { VoiceRecorder } from "./voice-recorder.tsx";

const meta: Meta<typeof VoiceRecorder> = {
  title: "Recorder of voice messages",
  component: VoiceRecorder,
  args: {
    field: { current: null },
    onRecorded: async () => undefined,
    onProblem: () => undefined,
    onClose: () => undefined,
  },
  decorators: [
    (Story) => (
      <WordingProvider labels={undefined} locale="en-GB">
        <div className="parley">
          <div className="parley-composer__box">
            <Story />
          </div>
        </div>
      </WordingProvider>
    ),
  ],
};
export default meta;

/** It asks for the microphone, and then records. */
export const Recording: StoryObj<typeof VoiceRecorder> = {};

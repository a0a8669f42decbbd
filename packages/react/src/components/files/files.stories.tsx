import type { MessageFile } from "@parley/contract";
import type { Meta, StoryObj } from "@storybook/react-vite";
import { StoryStage } from "../../testing/story-stage.tsx";
import { MessageFiles } from "./message-files.tsx";
import { VoicePlayer } from "./voice-player.tsx";

const peaks = Array.from({ length: 64 }, (_, at) => Math.round(50 + 45 * Math.sin(at * at)));
const file = (id: string, more: Pick<MessageFile, "kind" | "name" | "type">): MessageFile => ({
  id,
  size: 240_000,
  ...more,
});
const photo = (at: number): MessageFile => ({
  ...file(`photo-${at}`, { kind: "image", name: `photo-${at}.jpg`, type: "image/jpeg" }),
  width: 1_200,
  height: 800,
  color: `hsl(${at * 36} 40% 60%)`,
});
const photos = (count: number) => Array.from({ length: count }, (_, at) => photo(at));
const pdf = {
  kind: "pdf",
  name: "A very long name of a document.pdf",
  type: "application/pdf",
} as const;

const meta: Meta<typeof MessageFiles> = {
  title: "Files of a message",
  component: MessageFiles,
  decorators: [
    (Story) => (
      <StoryStage>
        <div className="parley">
          <div className="parley-bubble">
            <Story />
          </div>
        </div>
      </StoryStage>
    ),
  ],
};
export default meta;
type Story = StoryObj<typeof MessageFiles>;

export const OnePhoto: Story = { args: { files: photos(1) } };
export const ThreePhotos: Story = { args: { files: photos(3) } };
export const TenPhotos: Story = { args: { files: photos(10) } };
export const Document: Story = { args: { files: [file("pdf", pdf)] } };
export const Voice: Story = {
  render: () => (
    <VoicePlayer id="voice" name="Voice message.webm" voice={{ duration: 42_000, peaks }} url="" />
  ),
};
/** Its length and loudness are not known. */
export const Sound: Story = {
  render: () => <VoicePlayer id="sound" name="Interview.mp3" voice={undefined} url="" />,
};

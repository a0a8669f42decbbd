import type { Meta, StoryObj } from "@storybook/react-vite";
import { WordingProvider } from "../../provider/wording-provider.tsx";
import { ConnectionBanner } from "./connection-banner.tsx";

const meta: Meta<typeof ConnectionBanner> = {
  title: "ConnectionBanner",
  component: ConnectionBanner,
  decorators: [
    (Story) => (
      <WordingProvider labels={undefined} locale="en-GB">
        <Story />
      </WordingProvider>
    ),
  ],
};
export default meta;
type Story = StoryObj<typeof ConnectionBanner>;

/** The live region is empty. */
export const Online: Story = { args: { connection: { status: "online" } } };
/** Shown after five seconds. */
export const Offline: Story = {
  args: {
    connection: { status: "offline", since: 0, retryAt: 60_000, cause: "network" },
    onReconnect() {},
  },
};
/** The device is online. */
export const Unreachable: Story = {
  args: {
    connection: { status: "offline", since: 0, retryAt: 60_000, cause: "server" },
    onReconnect() {},
  },
};
/** Calls are answered, but no WebSocket opens. */
export const NotLive: Story = {
  args: {
    connection: { status: "offline", since: 0, retryAt: 60_000, cause: "socket" },
    onReconnect() {},
  },
};
/** The server only supports newer versions of the page. */
export const Outdated: Story = { args: { connection: { status: "outdated" } } };

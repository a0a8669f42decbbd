import { fileURLToPath } from "node:url";
import type { StorybookConfig } from "@storybook/react-vite";

/** The emoji of one language: those of the others fall back to it. */
const emoji = fileURLToPath(new URL(".", import.meta.resolve("emojibase-data/en/data.json")));

const config: StorybookConfig = {
  framework: "@storybook/react-vite",
  stories: ["../src/**/*.stories.tsx"],
  staticDirs: [{ from: emoji, to: "/emoji/en" }],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
};

export default config;

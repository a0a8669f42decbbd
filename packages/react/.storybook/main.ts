import { fileURLToPath } from "node:url";
import type { StorybookConfig } from "@storybook/react-vite";

/** The emoji of one language, for all languages. */
const emoji = fileURLToPath(new URL(".", import.meta.resolve("emojibase-data/en/data.json")));

const config: StorybookConfig = {
  framework: "@storybook/react-vite",
  stories: ["../src/**/*.stories.tsx"],
  staticDirs: [{ from: emoji, to: "/emoji/en" }],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
};

export default config;

import { fileURLToPath } from "node:url";
import type { StorybookConfig } from "@storybook/react-vite";
import { defaultClientConditions, mergeConfig } from "vite";

/** The emoji of one language, for all languages. */
const emoji = fileURLToPath(new URL(".", import.meta.resolve("emojibase-data/en/data.json")));

const config: StorybookConfig = {
  framework: "@storybook/react-vite",
  stories: ["../src/**/*.stories.tsx"],
  staticDirs: [{ from: emoji, to: "/emoji/en" }],
  // The packages of this repository are used as TypeScript.
  viteFinal: (merged) =>
    mergeConfig(merged, { resolve: { conditions: ["source", ...defaultClientConditions] } }),
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
};

export default config;

import type { Preview } from "@storybook/react-vite";
import "../src/styles/parley.css";

const choices = (title: string, items: readonly string[]) => ({
  description: title,
  toolbar: { title, items: [...items], dynamicTitle: true },
});

/** Each story is rendered in a page of the chosen theme and direction, at the width of the window. */
const preview: Preview = {
  globalTypes: {
    theme: choices("Theme", ["light", "dark"]),
    direction: choices("Direction", ["ltr", "rtl"]),
  },
  initialGlobals: { theme: "light", direction: "ltr" },
  parameters: { layout: "fullscreen" },
  decorators: [
    (Story, { globals }) => {
      const { documentElement } = document;
      documentElement.dataset["parleyTheme"] = String(globals["theme"]);
      documentElement.dir = String(globals["direction"]);
      return (
        <div style={{ blockSize: "100dvh" }}>
          <Story />
        </div>
      );
    },
  ],
};

export default preview;

// @vitest-environment happy-dom
import { composeStories } from "@storybook/react-vite";
import { cleanup, render } from "@testing-library/react";
import type { ComponentType } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { simulateLayout } from "./testing/index.tsx";

/** The exports of a stories file that this test uses. */
type StoriesModule = Parameters<typeof composeStories>[0];

const modules = import.meta.glob<StoriesModule>("./**/*.stories.tsx", { eager: true });

/** Storybook types a story by its own module, which a list of modules cannot express. */
const storiesOf = (module: StoriesModule) => Object.entries<ComponentType>(composeStories(module));

let takeHeightsBack: () => void;
beforeEach(() => {
  takeHeightsBack = simulateLayout();
  // Files that Storybook serves are missing here.
  vi.stubGlobal("fetch", async () => new Response(null, { status: 404 }));
});
afterEach(() => {
  cleanup();
  takeHeightsBack();
  vi.unstubAllGlobals();
});

describe.each(Object.entries(modules))("%s", (_, module) => {
  test.each(storiesOf(module))("%s is drawn", async (_name, Story) => {
    const { container } = render(<Story />);
    await expect.poll(() => container.querySelector("[class^=parley]")).not.toBeNull();
  });
});

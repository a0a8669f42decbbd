import { createArea } from "./area.ts";
import { shellTexts } from "./first-texts.ts";
import type { messages } from "./messages/en.ts";

/** The texts of every page: navigation, theme, errors. */
export const shellArea = createArea<typeof messages>(shellTexts);

export const useText = () => shellArea.useText();

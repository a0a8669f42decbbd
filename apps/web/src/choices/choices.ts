import { languages } from "../i18n/languages.ts";
import type { Language } from "../i18n/languages.ts";
import { createThemeControl } from "../theme/theme.ts";
import type { ThemeControl } from "../theme/theme.ts";
import { createChoice } from "./choice.ts";
import type { Choice } from "./choice.ts";

/** Which key sends a message: Enter alone, or Enter with Ctrl or Cmd. */
export type SendKey = "enter" | "mod-enter";

/** Everything that a person decides on for this browser. */
export interface Choices {
  readonly theme: ThemeControl;
  readonly language: Choice<Language | "system">;
  readonly sendKey: Choice<SendKey>;
  /** Whether `?` alone shows the keys. A single character can be pressed by mistake, or by a voice. */
  readonly questionMark: Choice<"on" | "off">;
}

/** The choices of a window. */
export function createChoices(window: Window): Choices {
  return {
    theme: createThemeControl(window),
    language: createChoice(window, {
      key: "parley.language",
      options: ["system", ...languages],
      initial: "system",
    }),
    sendKey: createChoice(window, {
      key: "parley.send-key",
      options: ["enter", "mod-enter"],
      initial: "enter",
    }),
    questionMark: createChoice(window, {
      key: "parley.question-mark",
      options: ["on", "off"],
      initial: "on",
    }),
  };
}

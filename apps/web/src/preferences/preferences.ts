import type { ScreenOptions } from "@parley/react";
import { languageChoice } from "../i18n/languages.ts";
import type { Language } from "../i18n/languages.ts";
import { createThemeControl } from "../theme/theme.ts";
import type { ThemeControl } from "../theme/theme.ts";
import { createPreference } from "../storage/preference.ts";
import type { Preference } from "../storage/preference.ts";

/** Which key sends a message. Declared once, by the components that obey it. */
export type SendKey = ScreenOptions["sendKey"];

/** The preferences that are stored in this browser, independent of the user. */
export interface Preferences {
  readonly theme: ThemeControl;
  readonly language: Preference<Language | "system">;
  readonly sendKey: Preference<SendKey>;
  /** Whether messages show their formatting, or the marks as they were typed. */
  readonly formatting: Preference<ScreenOptions["formatting"]>;
  /** Whether `?` alone opens the list of keyboard shortcuts. A single character can be pressed by accident, or by speech input. */
  readonly questionMark: Preference<"on" | "off">;
  /** Notifications of the operating system while no tab is in the foreground. Switching them on asks for the permission. */
  readonly notifications: Preference<"on" | "off">;
  /** The sound of a new message, in direct conversations and in those of groups. */
  readonly directSound: Preference<"on" | "off">;
  readonly groupSound: Preference<"on" | "off">;
}

/** Creates the preferences of a window. */
export function createPreferences(window: Window): Preferences {
  const onOff = (key: string, initial: "on" | "off") =>
    createPreference(window, { key, options: ["on", "off"], initial });
  return {
    theme: createThemeControl(window),
    language: createPreference(window, languageChoice),
    sendKey: createPreference(window, {
      key: "parley.send-key",
      options: ["enter", "mod-enter"],
      initial: "enter",
    }),
    formatting: createPreference(window, {
      key: "parley.formatting",
      options: ["shown", "plain"],
      initial: "shown",
    }),
    questionMark: onOff("parley.question-mark", "on"),
    notifications: onOff("parley.notifications", "off"),
    directSound: onOff("parley.direct-sound", "on"),
    groupSound: onOff("parley.group-sound", "off"),
  };
}

import { createPreference } from "../storage/preference.ts";
import type { Preference } from "../storage/preference.ts";

/** Follow the system, or one theme always. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const KEY = "parley.theme";
const CANVAS = { light: "#f8f5f0", dark: "#1f1d1a" } as const;

/** The chosen theme, shared by all tabs of this browser. */
export type ThemeControl = Preference<Theme>;

/** Applies the theme: one attribute for the styles, one colour for the browser's own bars. */
function show(document: Document, theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["parleyTheme"];
  else document.documentElement.dataset["parleyTheme"] = theme;
  for (const meta of document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]")) {
    const own = meta.getAttribute("media")?.includes("dark") ? "dark" : "light";
    meta.content = CANVAS[theme === "system" ? own : theme];
  }
}

/** Creates the theme preference of a window, and applies it, also when it changes in another tab. */
export function createThemeControl(window: Window): ThemeControl {
  const control = createPreference(window, { key: KEY, options: themes, initial: "system" });
  const settle = () => show(window.document, control.current());
  settle();
  control.subscribe(settle);
  return control;
}

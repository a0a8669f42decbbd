/** What a person chose: to follow the system, or one look always. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const KEY = "parley.theme";
const CANVAS = { light: "#f8f5f0", dark: "#1f1d1a" } as const;

/** The chosen theme, kept for every tab of this browser. */
export interface ThemeControl {
  current(): Theme;
  choose(theme: Theme): void;
  subscribe(onChange: () => void): () => void;
}

function toTheme(value: string | null): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}

/** Puts the theme on the page: one attribute for the styles, one colour for the browser's own bars. */
function show(document: Document, theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["parleyTheme"];
  else document.documentElement.dataset["parleyTheme"] = theme;
  for (const meta of document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]")) {
    const own = meta.getAttribute("media")?.includes("dark") ? "dark" : "light";
    meta.content = CANVAS[theme === "system" ? own : theme];
  }
}

/** Controls the theme of a window's page. What was chosen before, here or in another tab, shows at once. */
export function createThemeControl(window: Window): ThemeControl {
  const { document, localStorage } = window;
  const watchers = new Set<() => void>();
  const current = () => toTheme(localStorage.getItem(KEY));
  const settle = () => {
    show(document, current());
    for (const tell of watchers) tell();
  };
  settle();
  window.addEventListener("storage", settle);
  return {
    current,
    choose(theme) {
      localStorage.setItem(KEY, theme);
      settle();
    },
    subscribe(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
  };
}

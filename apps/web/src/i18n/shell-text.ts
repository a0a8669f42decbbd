import { createArea } from "./area.ts";
import type { messages } from "./messages/en.ts";

/** The texts of every page: navigation, theme, errors. */
export const shellArea = createArea<typeof messages>({
  en: () => import("./messages/en.ts"),
  es: () => import("./messages/es.ts"),
  fr: () => import("./messages/fr.ts"),
  ar: () => import("./messages/ar.ts"),
  de: () => import("./messages/de.ts"),
  pt: () => import("./messages/pt.ts"),
});

export const useText = () => shellArea.useText();

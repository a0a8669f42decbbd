import { createArea } from "../i18n/area.ts";
import type { messages } from "./messages/en.ts";

const shareArea = createArea<typeof messages>({
  en: () => import("./messages/en.ts"),
  es: () => import("./messages/es.ts"),
  fr: () => import("./messages/fr.ts"),
  ar: () => import("./messages/ar.ts"),
  de: () => import("./messages/de.ts"),
  pt: () => import("./messages/pt.ts"),
});

/** The texts of the page on which shared text gets its conversation. */
export const useShareText = () => shareArea.useText();

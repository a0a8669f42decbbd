import { createArea } from "../i18n/area.ts";
import type { messages } from "./messages/en.ts";

const signInArea = createArea<typeof messages>({
  en: () => import("./messages/en.ts"),
  es: () => import("./messages/es.ts"),
  fr: () => import("./messages/fr.ts"),
  ar: () => import("./messages/ar.ts"),
});

/** The texts of the page where one signs in: whoever is signed in fetches none of them. */
export const useSignInText = () => signInArea.useText();

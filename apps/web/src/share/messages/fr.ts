import type { Translation } from "../../i18n/text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  title: "Partager dans une conversation",
  hint: "Choisissez une conversation. Le texte y devient un brouillon, envoyé quand vous l’envoyez.",
  nothing: "Il n’y a rien à partager.",
  cancel: "Annuler",
};

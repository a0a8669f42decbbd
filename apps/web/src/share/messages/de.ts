import type { Translation } from "../../i18n/text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  title: "In einem Chat teilen",
  hint: "Wähle einen Chat. Der Text steht dort als Entwurf und wird gesendet, wenn du ihn sendest.",
  nothing: "Es gibt nichts zu teilen.",
  cancel: "Abbrechen",
};

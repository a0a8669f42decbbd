import type { Translation } from "../../i18n/text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  title: "Compartir en una conversación",
  hint: "Elige una conversación. El texto queda allí como borrador y se envía cuando tú lo envíes.",
  nothing: "No hay nada que compartir.",
  cancel: "Cancelar",
};

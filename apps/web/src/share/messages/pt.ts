import type { Translation } from "../../i18n/text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  title: "Compartilhar em uma conversa",
  hint: "Escolha uma conversa. O texto fica nela como rascunho e é enviado quando você o enviar.",
  nothing: "Não há nada para compartilhar.",
  cancel: "Cancelar",
};

import type { Translation } from "../../i18n/text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  title: "Teclado",
  close: "Cerrar",
  writing: "Escribir",
  send: "Enviar el mensaje",
  newLine: "Empezar una línea nueva",
  moving: "Moverse",
  nextRow: "Conversación siguiente de la lista",
  previousRow: "Conversación anterior de la lista",
  open: "Abrir lo que tiene el foco",
  scrollLog: "Recorrer los mensajes",
  map: "Este mapa",
  editLast: "Editar tu último mensaje, con el campo vacío",
  leave: "Dejar una respuesta o una edición",
  switch: "Ir a una conversación o a una persona",
  nextUnread: "Conversación siguiente con algo sin leer",
  previousUnread: "Conversación anterior con algo sin leer",
  messages: "En un mensaje",
  nextMessage: "Mensaje siguiente y anterior",
  reply: "Responder",
  react: "Reaccionar",
  edit: "Editar",
  delete: "Eliminar",
  markUnread: "Marcar como no leído desde aquí",
  backToField: "Volver al campo donde escribes",
};

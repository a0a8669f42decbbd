import type { MessageLabels } from "../../labels/message-labels.ts";

export const messageLabels: MessageLabels = {
  more: "Más",
  close: "Cerrar",
  cancel: "Cancelar",
  dismiss: "Descartar",
  undo: "Deshacer",
  show: "Mostrar",

  messageActions: "Acciones del mensaje",
  reply: "Responder",
  react: "Reaccionar",
  edit: "Editar",
  deleteMessage: "Eliminar",
  linkCopied: "Enlace copiado.",
  linkNotCopied: (link) => `No se pudo copiar el enlace. Cópialo de aquí: ${link}`,
  savedMessage: "Guardado",

  replyingTo: (name) => `Respuesta a ${name}`,
  replyingToYourself: "Respuesta a tu propio mensaje",
  cancelReply: "Cancelar la respuesta",
  quoteGone: "El mensaje ya no está aquí",

  reaction: (emoji, count, names) => `${emoji} ${count}, de ${names}`,

  editedAt: (time) => `Editado: ${time}`,

  reactionFailed: (reason) => `Tu reacción no se ha guardado. ${reason}`,
  deletionFailed: (reason) => `El mensaje no se ha eliminado. ${reason}`,
  notMarkedUnread: (reason) => `La conversación no se ha marcado como no leída. ${reason}`,
  pinFailed: (reason) => `Los mensajes fijados no han cambiado. ${reason}`,
  saveFailed: (reason) => `Tus mensajes guardados no han cambiado. ${reason}`,

  blockedMessage: "Mensaje de alguien a quien has bloqueado",
  joinedGroup: (names) => `Entrada en el grupo: ${names}`,
  leftGroup: (names) => `Salida del grupo: ${names}`,
  youJoinedGroup: "Has entrado en el grupo",
  youLeftGroup: "Has salido del grupo",
  jumpToUnread: "Ir al primer mensaje sin leer",
  showMoreText: "Mostrar más",
  showLessText: "Mostrar menos",
  filesNotYet: "Aquí no se pueden enviar archivos ni imágenes, solo texto.",
  attachFiles: "Adjuntar archivos",
  recordVoice: "Grabar un mensaje de voz",
  dropFiles: "Suelta aquí los archivos para enviarlos",
  removeFiles: "Uno de los archivos no se puede enviar. Quítalo primero.",
  fileGone: (name) => `${name} ya no está disponible`,
  pasteTooLong: (length, max) =>
    `Es demasiado para pegarlo: ${length} caracteres, y un mensaje puede tener ${max} como máximo.`,
};

import { pluralIn } from "./plural.ts";
import type { MailTexts } from "./texts.ts";

const plural = pluralIn("es");

/** Mails in Spanish. */
export const spanish: MailTexts = {
  direction: "ltr",
  via: (name, programme) => `${name} a través de ${programme}`,

  fromUser: (name) => `${name} te ha escrito`,
  inGroup: (title) => `Mensajes nuevos en ${title}`,
  fromSeveral: (titles) => `Mensajes nuevos: ${titles}`,
  unreadIn: (programme) => `Tienes mensajes sin leer en ${programme}`,
  unread: (count, formatted) =>
    plural(count, { one: "1 mensaje sin leer", other: `${formatted} mensajes sin leer` }),
  digest: (programme) => `Te espera en ${programme}`,
  reminder: (programme) => `Tienes una tarea que vence en ${programme}`,
  meeting: {
    soon: "Tu reunión empieza en una hora",
    proposed: "Otros horarios para tu reunión",
    agreed: "Tu reunión está acordada",
    declined: "Los horarios que propusiste no van bien",
    canceled: "Tu reunión se ha cancelado",
  },
  report: (programme) => `Un nuevo aviso en ${programme}`,
  urgentReport: (programme) => `Urgente: un aviso de peligro en ${programme}`,
  reportBody:
    "Un usuario ha enviado un aviso. Su contenido no figura aquí: léelo donde decides sobre él.",
  openReports: "Abrir los avisos",
  test: (programme) => `Prueba de las notificaciones de ${programme}`,
  testBody: "Esto es una prueba. Si puedes leerla, las notificaciones por correo te llegan.",

  mentionsYou: "te menciona",
  more: (count, formatted) =>
    plural(count, { one: "y 1 mensaje más", other: `y ${formatted} mensajes más` }),
  moreConversations: (count, formatted) =>
    plural(count, { one: "y 1 conversación más", other: `y ${formatted} conversaciones más` }),
  openConversation: "Abrir la conversación",
  openMessages: "Abrir los mensajes",

  replyAbove: "Escribe tu respuesta encima de esta línea",
  mayReply: "También puedes contestar respondiendo a este correo.",
  why: (programme) => `Recibes este correo por tu configuración de notificaciones en ${programme}.`,
  settings: "Cambiar la configuración",
  unsubscribe: "Cancelar la suscripción",

  stopTitle: (programme) => `¿Dejar de recibir correos de ${programme}?`,
  stopBody: "No recibirás más notificaciones por correo. Tus mensajes se quedan donde están.",
  stopChoice: "Elige lo que ya no quieres recibir. Tus mensajes se quedan donde están.",
  stopButton: "No recibir más correos",
  stopped:
    "Ya no recibirás notificaciones por correo. Puedes activarlas de nuevo en la configuración.",
  stopOnly: {
    direct: "No recibir más avisos de mensajes directos",
    group: "No recibir más avisos de mensajes en grupos",
    digest: "No recibir más resúmenes",
    conversation: "No recibir más avisos de esta conversación",
  },
  stoppedOnly: "Ya no recibirás estas notificaciones. Puedes activarlas de nuevo en la aplicación.",
  linkInvalid:
    "Este enlace ya no es válido. Puedes cambiar tus notificaciones en la configuración.",

  notDelivered: (programme) => `Tu respuesta a ${programme} no se ha entregado`,
  refusals: {
    unknown_sender:
      "Nadie usa la dirección desde la que has escrito. Responde desde la dirección en la que recibes las notificaciones.",
    sender_not_verified:
      "No se ha podido comprobar que el correo venga de tu dirección. Contesta en la aplicación.",
    address_invalid:
      "La dirección a la que has respondido no es para ti. Contesta en la aplicación.",
    address_expired:
      "El correo al que has respondido tiene más de 30 días. Contesta en la aplicación.",
    empty: "El correo no tiene texto encima del mensaje citado.",
    not_allowed: "Ya no puedes escribir en esta conversación.",
    too_many: "Has enviado demasiados mensajes. Espera un momento y envía tu respuesta otra vez.",
  },
  tooLong: (count, max) => `La respuesta tiene ${count} caracteres; un mensaje puede tener ${max}.`,
  attachmentsLeft: (programme) =>
    `Tu respuesta a ${programme} se ha entregado sin los archivos adjuntos`,
  attachmentsLeftBody:
    "Tu texto se ha entregado. Los archivos adjuntos de los correos no se entregan, así que nadie los ha recibido.",
  yourText: "Esto es lo que has escrito:",
};

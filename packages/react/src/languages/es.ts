import type { Labels } from "../labels.ts";
import { actionLabels } from "./es/action-labels.ts";
import { announcerLabels } from "./es/announcer-labels.ts";
import { contactLabels } from "./es/contact-labels.ts";
import { detailsLabels } from "./es/details-labels.ts";
import { listLabels } from "./es/list-labels.ts";
import { meetingLabels } from "./es/meeting-labels.ts";
import { messageLabels } from "./es/message-labels.ts";
import { plural } from "./es/plural.ts";
import { reportLabels } from "./es/report-labels.ts";
import { searchLabels } from "./es/search-labels.ts";

/** Every text in Spanish. */
export const spanishLabels: Labels = {
  ...actionLabels,
  ...announcerLabels,
  ...listLabels,
  ...contactLabels,
  ...detailsLabels,
  ...reportLabels,
  ...searchLabels,
  ...meetingLabels,
  ...messageLabels,
  messages: "Mensajes",
  conversations: "Conversaciones",
  contacts: "Contactos",

  send: "Enviar",
  retry: "Reintentar",
  discard: "Descartar",
  back: "Volver a las conversaciones",
  reload: "Intentar de nuevo",

  details: "Detalles",
  searchHere: "Buscar en esta conversación",
  conversationMenu: "Menú de la conversación",

  messagesWith: (name) => `Mensajes con ${name}`,
  messageTo: (name) => `Mensaje para ${name}`,
  isTyping: (names, count) =>
    plural(count, { one: `${names} está escribiendo`, other: `${names} están escribiendo` }),
  severalTyping: "Varias personas están escribiendo",

  online: "En línea",
  you: "Tú",
  memberCount: (formatted, count) =>
    plural(count, { one: `${formatted} miembro`, other: `${formatted} miembros` }),
  roles: { ADMIN: "Administración", MENTOR: "Mentoría", MENTEE: "Aprendiz" },
  automated: "Automático",

  unreadCount: (formatted) => `${formatted} sin leer`,
  moreThan: (formatted) => `${formatted}+`,
  newMessages: "Nuevo",
  jumpToLatest: "Ir al último mensaje",
  beginning: (name) => `Aquí empieza tu conversación con ${name}.`,
  deletedMessage: "Mensaje eliminado",
  edited: "editado",

  sending: "Enviando",
  sent: "Enviado",
  read: "Visto",
  readBy: (names) => `Visto por ${names}`,
  readByMore: (names, more) => `Visto por ${names} y ${more} más`,
  notSent: "No enviado",

  saidBy: (name) => `${name}:`,
  draft: "Borrador:",
  typing: "escribiendo…",
  noMessagesYet: "Aún no hay mensajes",

  noConversations: "Aún no hay conversaciones",
  noConversationsHint: "Escribe a alguien de tu programa para empezar una.",
  chooseContact: "Elegir un contacto",
  nothingChosen: "Tus mensajes",
  nothingChosenHint: "Elige una conversación, o escribe a uno de tus contactos.",
  howToBegin: "¿No sabes cómo empezar? Bastan un saludo y una pregunta.",
  writeToContact: "Escribir a un contacto",
  emptyConversation: "Aún no hay nada aquí",
  emptyConversationHint: (name) => `Saluda a ${name}.`,

  loading: "Cargando",
  loadFailed: "No se ha podido cargar.",
  olderFailed: "No se han podido cargar los mensajes anteriores.",
  conversationGone: "Esta conversación no está aquí, o ya no puedes verla.",

  offline: "No hay conexión. Los mensajes se enviarán cuando vuelva.",
  reconnecting: "Conectando de nuevo…",
  backOnline: "Ha vuelto la conexión.",
  unreachable: "No se puede contactar con Parley. Los mensajes se enviarán cuando responda.",
  notLive:
    "No hay conexión en directo. Los mensajes se envían, pero los nuevos no aparecen automáticamente.",
  signInUnreachable:
    "Ahora no se puede renovar tu sesión. Los mensajes se enviarán cuando se pueda.",
  signedOut: "Tu sesión ha terminado. Entra de nuevo para seguir.",
  outdated:
    "Esta página está desactualizada. Recárgala para continuar. Lo que has escrito se conserva.",
  reloadPage: "Recargar",

  cannotWriteHere: "Ahora no puedes escribir en esta conversación.",
  youBlocked: (name) => `Has bloqueado a ${name}.`,
  groupArchived: (day) =>
    day === null ? "El grupo se archivó." : `El grupo se archivó el ${day}.`,
  noLongerInGroup: (day) =>
    day === null ? "Ya no estás en este grupo." : `Estuviste en este grupo hasta el ${day}.`,
  noLongerConnected: (name) => `${name} y tú ya no estáis en contacto.`,
  noReplies: (name) => `No se puede responder a los mensajes de ${name}.`,
  charactersLeft: (formatted, count) =>
    plural(count, { one: `Queda ${formatted} carácter`, other: `Quedan ${formatted} caracteres` }),
  tooLong: (length, max) => `Demasiado largo: ${length} de un máximo de ${max} caracteres.`,
  nearLimit: (left) => `Puedes escribir ${left} más.`,
  overLimit: (over) => `El mensaje es demasiado largo, por ${over}.`,
  emoji: "Emoji",
  formatting: "Formato",
  outboxFull: "Hay demasiados mensajes esperando a enviarse. Inténtalo cuando haya salido alguno.",

  reasons: {
    invalid_input: "El mensaje no se puede enviar tal como está.",
    not_signed_in: "No has iniciado sesión.",
    session_expired: "Tu sesión ha terminado. Entra de nuevo.",
    not_found: "No está aquí, o no puedes verlo.",
    forbidden: "No puedes hacer esto.",
    contact_unavailable: "Ahora no se puede escribir a esta persona.",
    conversation_readonly: "Ya no se puede escribir en esta conversación.",
    idempotency_conflict: "Este mensaje ya se envió con otro texto.",
    version_conflict: "Esto ha cambiado entretanto. Míralo de nuevo.",
    edit_window_closed: "Ha pasado el tiempo para editar este mensaje.",
    already_exists: "Ya lo tiene otra persona.",
    unknown_procedure: "El servidor no conoce esto. Recarga la página.",
    client_outdated: "La página está desactualizada. Recárgala.",
    too_large: "Es demasiado grande para enviarlo.",
    too_many_requests: "Ha sido demasiado rápido. Espera un momento e inténtalo de nuevo.",
    unavailable: "El servidor está ocupado. Inténtalo de nuevo dentro de un momento.",
    internal: "Algo ha fallado por nuestra parte.",
  },
  noAnswer: "Parley no ha respondido.",
};

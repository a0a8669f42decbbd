import type { ListLabels } from "../../labels/list-labels.ts";

export const listLabels: ListLabels = {
  more: "Más",
  actionsFor: (name) => `Acciones para ${name}`,
  close: "Cerrar",
  cancel: "Cancelar",
  dismiss: "Descartar",
  undo: "Deshacer",

  show: "Mostrar",
  filters: {
    all: "Todas",
    unread: "Sin leer",
    mentions: "Menciones",
    saved: "Guardados",
    archived: "Archivadas",
  },
  showAll: "Mostrar todas las conversaciones",
  nothingUnread: "No hay nada sin leer",
  nothingUnreadHint: "Has leído todo lo que hay.",
  nothingArchived: "No hay nada archivado",
  nothingArchivedHint:
    "Lo que archives espera aquí. Vuelve a tus conversaciones cuando alguien escribe en ello.",
  moreFailed: "No se han podido cargar más conversaciones.",

  pin: "Fijar",
  unpin: "Dejar de fijar",
  pinned: "Fijada",
  pinnedConversations: "Fijadas",
  otherConversations: "Otras conversaciones",
  muted: "Silenciada",
  mutedUntil: (time) => `Silenciada hasta ${time}`,
  markedUnread: "Marcada como no leída",
  mentionsYou: "Te menciona",

  wasArchived: (name) => `${name}: conversación archivada.`,
  wasUnarchived: (name) => `${name}: de nuevo entre tus conversaciones.`,
  wasDeleted: (name) => `La conversación con ${name} se ha eliminado para ti.`,
  notChanged: (name, reason) => `No se ha podido cambiar ${name}. ${reason}`,

  searchMessages: "Buscar mensajes",
  search: "Buscar",
  clearSearch: "Borrar la búsqueda",
  newConversation: "Conversación nueva",
};

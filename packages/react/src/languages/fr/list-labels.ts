import type { ListLabels } from "../../labels/list-labels.ts";

export const listLabels: ListLabels = {
  more: "Plus",
  actionsFor: (name) => `Actions pour ${name}`,
  close: "Fermer",
  cancel: "Annuler",
  dismiss: "Ignorer",
  undo: "Annuler",

  show: "Afficher",
  filters: {
    all: "Toutes",
    unread: "Non lues",
    mentions: "Mentions",
    saved: "Enregistrés",
    archived: "Archivées",
  },
  showAll: "Afficher toutes les conversations",
  nothingUnread: "Rien à lire",
  nothingUnreadHint: "Vous avez tout lu.",
  nothingArchived: "Rien d’archivé",
  nothingArchivedHint:
    "Ce que vous archivez attend ici, et revient parmi vos conversations quand quelqu’un y écrit.",
  moreFailed: "Les conversations suivantes n’ont pas pu être chargées.",

  pin: "Épingler",
  unpin: "Désépingler",
  pinned: "Épinglée",
  pinnedConversations: "Épinglées",
  otherConversations: "Autres conversations",
  muted: "En sourdine",
  mutedUntil: (time) => `En sourdine jusqu’à : ${time}`,
  markedUnread: "Marquée comme non lue",
  mentionsYou: "Vous mentionne",

  wasArchived: (name) => `${name} : conversation archivée.`,
  wasUnarchived: (name) => `${name} : de retour parmi vos conversations.`,
  wasDeleted: (name) => `La conversation avec ${name} est supprimée pour vous.`,
  notChanged: (name, reason) => `${name} : la modification a échoué. ${reason}`,

  searchMessages: "Rechercher dans les messages",
  search: "Rechercher",
  clearSearch: "Effacer la recherche",
  newConversation: "Nouvelle conversation",
};

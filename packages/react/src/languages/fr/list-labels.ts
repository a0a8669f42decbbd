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
  muteForAnHour: "Mettre en sourdine pendant 1 heure",
  muteForEightHours: "Mettre en sourdine pendant 8 heures",
  muteForEver: "Mettre en sourdine jusqu’à nouvel ordre",
  unmute: "Enlever la sourdine",
  muted: "En sourdine",
  mutedUntil: (time) => `En sourdine jusqu’à : ${time}`,
  archive: "Archiver",
  unarchive: "Désarchiver",
  markUnread: "Marquer comme non lue",
  markRead: "Marquer comme lue",
  markedUnread: "Marquée comme non lue",
  mentionsYou: "Vous mentionne",
  deleteForMe: "Supprimer pour moi",

  wasArchived: (name) => `${name} : conversation archivée.`,
  wasUnarchived: (name) => `${name} : de retour parmi vos conversations.`,
  wasDeleted: (name) => `La conversation avec ${name} est supprimée pour vous.`,
  notChanged: (name, reason) => `${name} : la modification a échoué. ${reason}`,

  searchMessages: "Rechercher dans les messages",
  clearSearch: "Effacer la recherche",
  searchShort: (formatted) => `Écrivez au moins ${formatted} caractères.`,
  newConversation: "Nouvelle conversation",
};

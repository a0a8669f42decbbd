import type { ListLabels } from "../../labels/list-labels.ts";

export const listLabels: ListLabels = {
  more: "Plus",
  actionsFor: (name) => `Actions pour ${name}`,
  close: "Fermer",
  cancel: "Annuler",
  dismiss: "Ignorer",
  undo: "Annuler",

  show: "Afficher",
  filters: { all: "Toutes", unread: "Non lues", archived: "Archivées" },
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
  deleteForMe: "Supprimer pour moi",

  deleteTitle: (name) => `Supprimer votre conversation avec ${name} ?`,
  deleteHides:
    "Elle quitte votre liste, et vous ne voyez plus ce qui y a été dit jusqu’ici. C’est définitif.",
  deleteKeeps: (name) => `${name} garde la conversation.`,
  deleteKeepsGroup: "Les autres gardent la conversation. Vous restez dans le groupe.",
  deleteReturns: "Quand quelqu’un y écrira de nouveau, elle reviendra avec ce message.",

  wasArchived: (name) => `${name} : conversation archivée.`,
  wasUnarchived: (name) => `${name} : de retour parmi vos conversations.`,
  wasDeleted: (name) => `La conversation avec ${name} est supprimée pour vous.`,
  notChanged: (name, reason) => `${name} : la modification a échoué. ${reason}`,

  blockedByYou: "Vous bloquez cette personne",
  readonlyMark: "Lecture seule",
};

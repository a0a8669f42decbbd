import type { ActionLabels } from "../../labels/action-labels.ts";

export const actionLabels: ActionLabels = {
  deleteTitle: (name) => `Supprimer votre conversation avec ${name} ?`,
  deleteHides:
    "Elle quitte votre liste, et vous ne voyez plus ce qui y a été dit jusqu’ici. C’est définitif.",
  deleteKeeps: (name) => `${name} garde la conversation.`,
  deleteKeepsGroup: "Les autres gardent la conversation. Vous restez dans le groupe.",
  deleteReturns: "Quand quelqu’un y écrira de nouveau, elle reviendra avec ce message.",

  save: "Enregistrer",
  mention: "Mentionner quelqu’un",
  formats: {
    bold: "Gras",
    italic: "Italique",
    strike: "Barré",
    code: "Code",
    "code-block": "Bloc de code",
    quote: "Citation",
    bullets: "Liste à puces",
    numbers: "Liste numérotée",
  },
  moreEmoji: "Plus d’émojis",
  recentEmoji: "Utilisés récemment",
  emojiCategories: "Catégories",
  skinTone: "Couleur de peau",
  defaultSkinTone: "par défaut",
  searchEmoji: "Rechercher un émoji",
  noEmojiFound: "Aucun émoji trouvé",
  editMessage: "Modifier le message",
  editableUntil: (time) => `Vous pouvez le modifier jusqu’à ${time}.`,
  nowSays: (text) => `Il dit maintenant : ${text}`,
  deletedMeanwhile: "Ce message a été supprimé entre-temps.",

  pinnedMessages: "Messages épinglés",
  showPinned: (formatted, count) =>
    `Afficher ${formatted} ${count === 1 ? "message épinglé" : "messages épinglés"}`,
  pinnedBy: (name) => `Épinglé par ${name}`,
  pinnedByYou: "Épinglé par vous",
  nothingSaved: "Rien d’enregistré pour l’instant",
  nothingSavedHint:
    "Enregistrez un message depuis son menu pour le retrouver ici. Vous seul voyez ce que vous enregistrez.",
  note: "Note",
  addNote: "Ajouter une note",
  editNote: "Modifier la note",
  noteFailed: (reason) => `La note n’a pas été enregistrée. ${reason}`,

  deleteOthersTitle: (name) => `Supprimer ce message de ${name} ?`,
  deleteOthersSeen:
    "Toutes les personnes de la conversation voient qu’un message a été supprimé, et non plus ce qu’il disait.",
  deleteOthersKept: "Le texte et votre motif sont gardés pour l’équipe du programme.",
  deleteReason: "Motif",

  notifiedToday: (name, time) => `Notification pour ${name} à ${time}`,
  notifiedTomorrow: (name, time) => `Notification pour ${name} demain à ${time}`,
  notifiedOn: (name, day, time) => `Notification pour ${name} ${day} à ${time}`,
};

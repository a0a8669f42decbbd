import type { ActionLabels } from "../../labels/action-labels.ts";

export const actionLabels: ActionLabels = {
  deleteTitle: (name) => `Supprimer votre conversation avec ${name} ?`,
  deleteHides:
    "Elle quitte votre liste, et vous ne voyez plus ce qui y a été dit jusqu’ici. C’est définitif.",
  deleteKeeps: (name) => `${name} garde la conversation.`,
  deleteKeepsGroup: "Les autres gardent la conversation. Vous restez dans le groupe.",
  deleteReturns: "Quand quelqu’un y écrira de nouveau, elle reviendra avec ce message.",
  wasMarkedRead: (name) => `${name} : marquée comme lue.`,
  wasMarkedUnread: (name) => `${name} : marquée comme non lue.`,

  archive: "Archiver",
  unarchive: "Désarchiver",
  markUnread: "Marquer comme non lue",
  markRead: "Marquer comme lue",
  muteForAnHour: "Mettre en sourdine pendant 1 heure",
  muteForEightHours: "Mettre en sourdine pendant 8 heures",
  muteForEver: "Mettre en sourdine jusqu’à nouvel ordre",
  unmute: "Enlever la sourdine",
  deleteForMe: "Supprimer pour moi",

  copyText: "Copier le texte",
  copyLink: "Copier le lien",
  markUnreadFromHere: "Marquer comme non lu à partir d’ici",
  saveMessage: "Enregistrer",
  unsaveMessage: "Retirer des messages enregistrés",

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

  starters: "Des idées pour commencer",
  startersAfterSilence: "Rien ne s’est écrit depuis un moment. Peut-être l’une de celles-ci ?",
  otherIdeas: "D’autres idées",
  notNow: "Pas maintenant",
  templates: "Modèles",
  manageTemplates: "Gérer les modèles",
  templatesHint:
    "Gardez les textes que vous écrivez souvent. Vous les retrouvez avec / dans un champ vide.",
  newTemplate: "Nouveau modèle",
  templateTitle: "Titre",
  templateText: "Texte",
  templateBlank: "Un modèle a besoin d’un titre et d’un texte.",
  templatesFull: (max) => `Le modèle n’a pas été enregistré : vous pouvez en avoir ${max} au plus.`,
  templateFailed: (reason) => `Vos modèles n’ont pas changé. ${reason}`,

  deleteOthersTitle: (name) => `Supprimer ce message de ${name} ?`,
  deleteOthersSeen:
    "Toutes les personnes de la conversation voient qu’un message a été supprimé, et non plus ce qu’il disait.",
  deleteOthersKept: "Le texte et votre motif sont gardés pour l’équipe du programme.",
  deleteReason: "Motif",

  sendLater: "Envoyer plus tard",
  laterTomorrow: (time) => `Demain à ${time}`,
  laterTomorrowFor: (time, name) => `Demain à ${time} pour ${name}`,
  laterOn: (day, time) => `${day} à ${time}`,
  laterOnFor: (day, time, name) => `${day} à ${time} pour ${name}`,
  laterChoose: "Choisir la date et l’heure…",
  laterText: "Message",
  laterDate: "Date",
  laterTime: "Heure",
  laterZones: "Fuseau horaire",
  laterZone: (zone) => `Dans le fuseau horaire ${zone}`,
  laterOwnZone: (zone) => `Mon heure (${zone})`,
  laterTheirZone: (name, zone) => `L’heure de ${name} (${zone})`,
  laterBadTime:
    "Choisissez un autre moment : celui-ci est passé, à plus d’un an, ou n’existe pas à cause du changement d’heure.",
  laterFull: (max) => `Vous avez déjà ${max} messages à envoyer plus tard. Annulez-en un d’abord.`,
  laterCount: (formatted, count) =>
    count === 1
      ? "1 message sera envoyé plus tard"
      : `${formatted} messages seront envoyés plus tard`,
  laterNotSent: (formatted, count) =>
    count === 1 ? "1 message n’a pas été envoyé" : `${formatted} messages n’ont pas été envoyés`,
  laterTitle: "À envoyer plus tard",
  laterSentAt: (time) => `Sera envoyé : ${time}`,
  laterSentAtThere: (time, there, zone) => `Sera envoyé : ${time} (${there} à ${zone})`,
  laterReturned: (reason) => `Non envoyé. ${reason}`,
  sendNow: "Envoyer maintenant",
  laterCancel: "Annuler l’envoi",

  notifiedToday: (name, time) => `Notification pour ${name} à ${time}`,
  notifiedTomorrow: (name, time) => `Notification pour ${name} demain à ${time}`,
  notifiedOn: (name, day, time) => `Notification pour ${name} ${day} à ${time}`,
};

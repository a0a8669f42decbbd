import type { MessageLabels } from "../../labels/message-labels.ts";

export const messageLabels: MessageLabels = {
  more: "Plus",
  close: "Fermer",
  cancel: "Annuler",
  dismiss: "Ignorer",
  undo: "Annuler",
  show: "Afficher",

  messageActions: "Actions du message",
  reply: "Répondre",
  react: "Réagir",
  edit: "Modifier",
  deleteMessage: "Supprimer",
  linkCopied: "Lien copié.",
  linkNotCopied: (link) => `Le lien n’a pas pu être copié. Copiez-le ici : ${link}`,
  savedMessage: "Enregistré",

  replyingTo: (name) => `Réponse à ${name}`,
  replyingToYourself: "Réponse à votre propre message",
  cancelReply: "Annuler la réponse",
  quoteGone: "Le message n’est plus ici",

  reaction: (emoji, count, names) => `${emoji} ${count}, de ${names}`,

  editedAt: (time) => `Modifié : ${time}`,

  reactionFailed: (reason) => `Votre réaction n’a pas été enregistrée. ${reason}`,
  deletionFailed: (reason) => `Le message n’a pas été supprimé. ${reason}`,
  notMarkedUnread: (reason) => `La conversation n’a pas été marquée comme non lue. ${reason}`,
  pinFailed: (reason) => `Les messages épinglés n’ont pas changé. ${reason}`,
  saveFailed: (reason) => `Vos messages enregistrés n’ont pas changé. ${reason}`,

  blockedMessage: "Message d’une personne que vous bloquez",
  joinedGroup: (names) => `Arrivée dans le groupe : ${names}`,
  leftGroup: (names) => `Départ du groupe : ${names}`,
  youJoinedGroup: "Vous avez rejoint le groupe",
  youLeftGroup: "Vous avez quitté le groupe",
  jumpToUnread: "Aller au premier message non lu",
  showMoreText: "Afficher plus",
  showLessText: "Afficher moins",
  filesNotYet: "Les fichiers et les images ne peuvent pas être envoyés ici, seulement du texte.",
  attachFiles: "Joindre des fichiers",
  recordVoice: "Enregistrer un message vocal",
  dropFiles: "Déposez les fichiers ici pour les envoyer",
  removeFiles: "Un des fichiers ne peut pas être envoyé. Retirez-le d'abord.",
  fileGone: (name) => `${name} n'est plus disponible`,
  pasteTooLong: (length, max) =>
    `C’est trop long pour être collé : ${length} caractères, et un message en a ${max} au plus.`,
};

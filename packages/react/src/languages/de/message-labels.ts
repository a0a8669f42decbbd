import type { MessageLabels } from "../../labels/message-labels.ts";

export const messageLabels: MessageLabels = {
  more: "Mehr",
  close: "Schließen",
  cancel: "Abbrechen",
  dismiss: "Ausblenden",
  undo: "Rückgängig",
  show: "Anzeigen",

  messageActions: "Aktionen für die Nachricht",
  reply: "Antworten",
  react: "Reagieren",
  edit: "Bearbeiten",
  deleteMessage: "Löschen",
  linkCopied: "Link kopiert.",
  linkNotCopied: (link) => `Der Link konnte nicht kopiert werden. Kopiere ihn von hier: ${link}`,
  savedMessage: "Gemerkt",

  replyingTo: (name) => `Antwort an ${name}`,
  replyingToYourself: "Antwort auf deine eigene Nachricht",
  cancelReply: "Antwort abbrechen",
  quoteGone: "Die Nachricht ist nicht mehr hier",

  reaction: (emoji, count, names) => `${emoji} ${count}, von ${names}`,

  editedAt: (time) => `Bearbeitet: ${time}`,

  reactionFailed: (reason) => `Deine Reaktion wurde nicht gespeichert. ${reason}`,
  deletionFailed: (reason) => `Die Nachricht wurde nicht gelöscht. ${reason}`,
  notMarkedUnread: (reason) => `Der Chat wurde nicht als ungelesen markiert. ${reason}`,
  pinFailed: (reason) => `Die angehefteten Nachrichten wurden nicht geändert. ${reason}`,
  saveFailed: (reason) => `Deine gemerkten Nachrichten wurden nicht geändert. ${reason}`,

  blockedMessage: "Nachricht von einer Person, die du blockiert hast",
  joinedGroup: (names) => `Neu in der Gruppe: ${names}`,
  leftGroup: (names) => `Nicht mehr in der Gruppe: ${names}`,
  youJoinedGroup: "Du bist der Gruppe beigetreten",
  youLeftGroup: "Du hast die Gruppe verlassen",
  jumpToUnread: "Zur ersten ungelesenen Nachricht",
  showMoreText: "Mehr anzeigen",
  showLessText: "Weniger anzeigen",
  filesNotYet: "Dateien und Bilder können hier nicht gesendet werden, nur Text.",
  attachFiles: "Dateien anhängen",
  recordVoice: "Sprachnachricht aufnehmen",
  dropFiles: "Dateien hier ablegen, um sie zu senden",
  removeFiles: "Eine der Dateien kann nicht gesendet werden. Entferne sie zuerst.",
  fileGone: (name) => `${name} ist nicht mehr verfügbar`,
  pasteTooLong: (length, max) =>
    `Das ist zu viel zum Einfügen: ${length} Zeichen, und eine Nachricht hat höchstens ${max}.`,
};

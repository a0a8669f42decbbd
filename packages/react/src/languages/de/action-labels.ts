import type { ActionLabels } from "../../labels/action-labels.ts";

export const actionLabels: ActionLabels = {
  deleteTitle: (name) => `Deinen Chat mit ${name} löschen?`,
  deleteHides:
    "Er verschwindet aus deiner Liste, und du siehst nicht mehr, was bisher darin geschrieben wurde. Das lässt sich nicht rückgängig machen.",
  deleteKeeps: (name) => `${name} behält den Chat.`,
  deleteKeepsGroup: "Alle anderen behalten den Chat. Du bleibst in der Gruppe.",
  deleteReturns: "Wenn wieder jemand darin schreibt, kommt er mit dieser Nachricht zurück.",
  wasMarkedRead: (name) => `${name}: als gelesen markiert.`,
  wasMarkedUnread: (name) => `${name}: als ungelesen markiert.`,

  archive: "Archivieren",
  unarchive: "Aus dem Archiv holen",
  markUnread: "Als ungelesen markieren",
  markRead: "Als gelesen markieren",
  muteForAnHour: "1 Stunde stummschalten",
  muteForEightHours: "8 Stunden stummschalten",
  muteForEver: "Bis auf Weiteres stummschalten",
  unmute: "Stummschaltung aufheben",
  deleteForMe: "Für mich löschen",

  copyText: "Text kopieren",
  copyLink: "Link kopieren",
  markUnreadFromHere: "Ab hier als ungelesen markieren",
  saveMessage: "Merken",
  unsaveMessage: "Nicht mehr merken",

  save: "Speichern",
  mention: "Jemanden erwähnen",
  formats: {
    bold: "Fett",
    italic: "Kursiv",
    strike: "Durchgestrichen",
    code: "Code",
    "code-block": "Codeblock",
    quote: "Zitat",
    bullets: "Aufzählung",
    numbers: "Nummerierte Liste",
  },
  moreEmoji: "Mehr Emojis",
  recentEmoji: "Zuletzt verwendet",
  emojiCategories: "Kategorien",
  skinTone: "Hautton",
  defaultSkinTone: "Standard",
  searchEmoji: "Emojis suchen",
  noEmojiFound: "Keine Emojis gefunden",
  editMessage: "Nachricht bearbeiten",
  editableUntil: (time) => `Du kannst sie bis ${time} Uhr bearbeiten.`,
  nowSays: (text) => `Jetzt steht da: ${text}`,
  deletedMeanwhile: "Diese Nachricht wurde inzwischen gelöscht.",

  pinnedMessages: "Angeheftete Nachrichten",
  showPinned: (formatted, count) =>
    `${formatted} ${count === 1 ? "angeheftete Nachricht" : "angeheftete Nachrichten"} anzeigen`,
  pinnedBy: (name) => `Angeheftet von ${name}`,
  pinnedByYou: "Von dir angeheftet",
  nothingSaved: "Noch nichts gemerkt",
  nothingSavedHint:
    "Merke dir eine Nachricht über ihr Menü, dann findest du sie hier wieder. Nur du siehst, was du dir merkst.",
  note: "Notiz",
  addNote: "Notiz hinzufügen",
  editNote: "Notiz bearbeiten",
  noteFailed: (reason) => `Die Notiz wurde nicht gespeichert. ${reason}`,

  starters: "Ideen für den Anfang",
  startersAfterSilence: "Es war eine Weile still. Vielleicht eine davon?",
  otherIdeas: "Andere Ideen",
  notNow: "Jetzt nicht",
  templates: "Vorlagen",
  manageTemplates: "Vorlagen verwalten",
  templatesHint:
    "Speichere Texte, die du oft schreibst. Mit / in einem leeren Feld findest du sie wieder.",
  newTemplate: "Neue Vorlage",
  templateTitle: "Titel",
  templateText: "Text",
  templateBlank: "Eine Vorlage braucht einen Titel und einen Text.",
  templatesFull: (max) => `Die Vorlage wurde nicht gespeichert: Du kannst höchstens ${max} haben.`,
  templateFailed: (reason) => `Deine Vorlagen wurden nicht geändert. ${reason}`,

  deleteOthersTitle: (name) => `Diese Nachricht von ${name} löschen?`,
  deleteOthersSeen:
    "Alle im Chat sehen, dass eine Nachricht gelöscht wurde, aber nicht mehr, was darin stand.",
  deleteOthersKept: "Der Text und dein Grund bleiben für das Programmteam gespeichert.",
  deleteReason: "Grund",

  sendLater: "Später senden",
  laterTomorrow: (time) => `Morgen um ${time}`,
  laterTomorrowFor: (time, name) => `Morgen um ${time} für ${name}`,
  laterOn: (day, time) => `${day} um ${time}`,
  laterOnFor: (day, time, name) => `${day} um ${time} für ${name}`,
  laterChoose: "Datum und Uhrzeit wählen\u00A0…",
  laterText: "Nachricht",
  laterDate: "Datum",
  laterTime: "Uhrzeit",
  laterZones: "Zeitzone",
  laterZone: (zone) => `In der Zeitzone ${zone}`,
  laterOwnZone: (zone) => `Meine Zeit (${zone})`,
  laterTheirZone: (name, zone) => `Zeit von ${name} (${zone})`,
  laterBadTime:
    "Wähle eine andere Zeit: Diese ist vorbei, liegt mehr als ein Jahr voraus oder fällt wegen der Zeitumstellung aus.",
  laterFull: (max) =>
    `Du hast schon ${max} Nachrichten, die später gesendet werden. Brich zuerst eine davon ab.`,
  laterCount: (formatted, count) =>
    count === 1
      ? "1 Nachricht wird später gesendet"
      : `${formatted} Nachrichten werden später gesendet`,
  laterNotSent: (formatted, count) =>
    count === 1
      ? "1 Nachricht wurde nicht gesendet"
      : `${formatted} Nachrichten wurden nicht gesendet`,
  laterTitle: "Wird später gesendet",
  laterSentAt: (time) => `Wird gesendet: ${time}`,
  laterSentAtThere: (time, there, zone) => `Wird gesendet: ${time} (${there} in ${zone})`,
  laterReturned: (reason) => `Nicht gesendet. ${reason}`,
  sendNow: "Jetzt senden",
  laterCancel: "Senden abbrechen",

  notifiedToday: (name, time) => `${name} wird um ${time} Uhr benachrichtigt`,
  notifiedTomorrow: (name, time) => `${name} wird morgen um ${time} Uhr benachrichtigt`,
  notifiedOn: (name, day, time) => `${name} wird am ${day} um ${time} Uhr benachrichtigt`,
};

import type { Translation } from "../../i18n/text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  title: "Einstellungen",
  general: "Allgemein",
  notifications: "Benachrichtigungen",
  you: "Du",
  name: "Dein Name",
  nameHint: "Alle, die mit dir in Kontakt sind, sehen ihn.",
  nameBlank: "Gib einen Namen ein: Ein leerer kann nicht gespeichert werden.",
  nameLong: "Dieser Name ist zu lang. Er darf {max} Zeichen haben.",
  nameUnstorable:
    "Dieser Name enthält ein Zeichen, das nicht gespeichert werden kann. Entferne es und speichere noch einmal.",
  picture: "Dein Bild",
  pictureHint:
    "Alle, die mit dir in Kontakt sind, sehen es, rund zugeschnitten. Du kannst ein Bild auch hierher ziehen oder einfügen.",
  pictureChoose: "Bild wählen",
  crop: "Zuschneiden",
  cropTitle: "Das Bild zuschneiden",
  cropHint: "Ziehe das Bild, oder bewege es mit Tab und den Pfeiltasten.",
  cropX: "Links oder rechts",
  cropY: "Oben oder unten",
  cropZoom: "Zoom",
  cropDone: "Verwenden",
  pictureSave: "Bild speichern",
  pictureRemove: "Bild entfernen",
  pictureUnreadable:
    "Diese Datei kann nicht verwendet werden. Wähle ein Bild vom Typ PNG, JPEG, WebP, GIF oder AVIF.",
  cancel: "Abbrechen",
  save: "Speichern",
  saving: "Wird gespeichert\u00A0…",
  saved: "Gespeichert",
  failed: "Das wurde nicht gespeichert. {reason}",
  tryAgain: "Erneut versuchen",

  sharing: "Was andere von dir sehen",
  receipts: "Lesebestätigungen",
  receiptsHint:
    "Andere sehen, dass du ihre Nachrichten gelesen hast, und du siehst, dass sie deine gelesen haben. Ausgeschaltet siehst auch du keine Lesebestätigungen.",
  presence: "Online-Status",
  presenceHint:
    "Deine Kontakte sehen, wann du da bist, und du siehst, wann sie da sind. Ausgeschaltet siehst auch du von niemandem den Status.",
  responseTime: "Übliche Antwortzeit",
  responseTimeHint:
    "Wer dir schreiben kann, sieht, wie lange du meist für eine Antwort brauchst: eine Stunde, wenige Stunden, einen Tag oder mehrere Tage.",

  browser: "In diesem Browser",
  browserHint: "Das gilt sofort, in allen Tabs dieses Browsers.",
  sendKey: "Womit du eine Nachricht sendest",
  sendEnter: "Enter",
  sendEnterHint: "Umschalt und Enter beginnen eine neue Zeile.",
  sendMod: "{key} und Enter",
  sendModHint: "Enter beginnt eine neue Zeile.",
  plainText: "Nachrichten als einfachen Text anzeigen",
  plainTextHint:
    "Nachrichten sehen aus wie getippt: *fett* mit Sternchen, Listen mit Strichen. Links und Erwähnungen bleiben.",
  questionMark: "Tastaturübersicht mit der Taste ? anzeigen",
  questionMarkHint:
    "Schalte das aus, wenn du ? aus Versehen drückst oder sprichst, statt zu tippen. Die Übersicht hat auch eine Schaltfläche in der Kopfzeile.",

  loading: "Deine Einstellungen werden geladen\u00A0…",
  loadFailed: "Deine Einstellungen konnten nicht geladen werden. {reason}",

  reports: "Deine Meldungen",
  reportsHint: "Was du dem Team gesagt hast. Nur du und das Team seht es.",
  reportsNone: "Du hast nichts gemeldet.",
  reportAbout: "Über {names}",
  reportHelp: "Du hast um Hilfe gebeten",
  reportOpen: "Angekommen: Das Team liest es",
  reportClosed: "Abgeschlossen: Das Team hat entschieden",
  sessions: "Wo du angemeldet bist",
  sessionsHint: "Melde ab, was du nicht erkennst oder nicht mehr benutzt.",
  sessionsLoading: "Wird geladen\u00A0…",
  sessionsFailed: "Die Liste konnte nicht geladen werden.",
  sessionUnknown: "Unbekannter Browser",
  sessionHere: "Dieser Browser",
  sessionSeen: "Zuletzt benutzt: {when}",
  sessionSignOut: "{device} abmelden",
  signOutEverywhere: "Überall abmelden",
};

import type { Translation } from "../text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  "role.ADMIN": "Admin",
  "role.MENTOR": "Mentor:in",
  "role.MENTEE": "Mentee",

  "app.skip": "Zum Inhalt springen",
  "app.loading": "Deine Nachrichten werden geladen\u00A0…",
  "app.loadingPage": "Wird geladen\u00A0…",
  "app.signOut": "Abmelden",
  "account.label": "Konto",
  "account.help": "Das Team um Hilfe bitten",
  "signOut.title": "Abmelden und löschen, was nicht gesendet ist?",
  "signOut.messages":
    "{count, plural, one {# Nachricht wurde noch nicht gesendet. Sie wird gelöscht.} other {# Nachrichten wurden noch nicht gesendet. Sie werden gelöscht.}}",
  "signOut.drafts": "Diese Entwürfe werden gelöscht: {names}.",
  "signOut.stay": "Angemeldet bleiben",
  "signOut.leave": "Löschen und abmelden",

  "app.notFoundTitle": "Unter dieser Adresse ist nichts",
  "app.notFoundText": "Vielleicht ist der Link alt oder unvollständig.",
  "app.goToConversations": "Zu den Chats",

  "nav.label": "Hauptmenü",
  "nav.messages": "Nachrichten",
  "nav.groups": "Gruppen",
  "nav.people": "Personen",
  "nav.reports": "Meldungen",
  "nav.activity": "Aktivität",
  "nav.announcements": "Ankündigungen",
  "nav.starters": "Gesprächsideen",
  "nav.operations": "Betrieb",
  "nav.settings": "Einstellungen",

  "theme.legend": "Design",
  "theme.system": "System",
  "theme.light": "Hell",
  "theme.dark": "Dunkel",

  "language.legend": "Sprache",
  "language.system": "Wie im Browser ({name})",

  "update.ready": "Eine neue Version von Parley ist da.",
  "update.reload": "Neu laden",
  "update.later": "Später",

  "notify.titleFrom": "{name} hat geschrieben",
  "notify.unread": "Du hast neue Nachrichten",
  "notify.test": "Das ist ein Test: Benachrichtigungen kommen in diesem Browser an.",
  "notify.reminder": "Eine deiner Aufgaben ist heute fällig",
  "notify.meeting.soon": "Dein Treffen beginnt in einer Stunde",
  "notify.meeting.proposed": "Andere Zeiten für dein Treffen",
  "notify.meeting.agreed": "Dein Treffen steht fest",
  "notify.meeting.declined": "Die Zeiten, die du vorgeschlagen hast, passen nicht",
  "notify.meeting.canceled": "Dein Treffen wurde abgesagt",
  "notify.report": "Eine neue Meldung wartet auf dich",
  "notify.urgentReport": "Dringend: In einer Meldung geht es um Gefahr",
  "notify.inGroup": "{sender} · {group}",
  "notify.newMessages": "{count, plural, one {# neue Nachricht} other {# neue Nachrichten}}",

  "keys.show": "Tastaturübersicht",
};

import { pluralIn } from "./plural.ts";
import type { MailTexts } from "./texts.ts";

const plural = pluralIn("de");

/** Mails in German. */
export const german: MailTexts = {
  direction: "ltr",
  via: (name, programme) => `${name} über ${programme}`,

  fromUser: (name) => `${name} hat dir geschrieben`,
  inGroup: (title) => `Neue Nachrichten in ${title}`,
  fromSeveral: (titles) => `Neue Nachrichten: ${titles}`,
  unreadIn: (programme) => `Du hast ungelesene Nachrichten bei ${programme}`,
  unread: (count, formatted) =>
    plural(count, { one: "1 ungelesene Nachricht", other: `${formatted} ungelesene Nachrichten` }),
  digest: (programme) => `Das wartet auf dich bei ${programme}`,
  reminder: (programme) => `Eine deiner Aufgaben ist fällig bei ${programme}`,
  meeting: {
    soon: "Dein Treffen beginnt in einer Stunde",
    proposed: "Andere Zeiten für dein Treffen",
    agreed: "Dein Treffen steht fest",
    declined: "Die Zeiten, die du vorgeschlagen hast, passen nicht",
    canceled: "Dein Treffen wurde abgesagt",
  },
  report: (programme) => `Eine neue Meldung bei ${programme}`,
  urgentReport: (programme) => `Dringend: Eine Meldung über Gefahr bei ${programme}`,
  reportBody:
    "Jemand aus dem Programm hat etwas gemeldet. Der Inhalt steht nicht in dieser Mail: Lies ihn dort, wo du darüber entscheidest.",
  openReports: "Meldungen öffnen",
  test: (programme) => `Test der Benachrichtigungen von ${programme}`,
  testBody:
    "Das ist ein Test. Wenn du ihn lesen kannst, kommen Benachrichtigungen per E-Mail bei dir an.",

  mentionsYou: "erwähnt dich",
  more: (count, formatted) =>
    plural(count, {
      one: "und 1 weitere Nachricht",
      other: `und ${formatted} weitere Nachrichten`,
    }),
  moreConversations: (count, formatted) =>
    plural(count, { one: "und 1 weiterer Chat", other: `und ${formatted} weitere Chats` }),
  openConversation: "Chat öffnen",
  openMessages: "Nachrichten öffnen",

  replyAbove: "Schreib deine Antwort über diese Zeile",
  mayReply: "Du kannst auch einfach auf diese E-Mail antworten.",
  why: (programme) =>
    `Du bekommst diese E-Mail wegen deiner Benachrichtigungseinstellungen bei ${programme}.`,
  settings: "Einstellungen ändern",
  unsubscribe: "Abbestellen",

  stopTitle: (programme) => `Keine E-Mails mehr von ${programme}?`,
  stopBody:
    "Du bekommst dann keine Benachrichtigungen mehr per E-Mail. Deine Nachrichten bleiben, wo sie sind.",
  stopChoice: "Wähle, was du nicht mehr möchtest. Deine Nachrichten bleiben, wo sie sind.",
  stopButton: "Keine E-Mails mehr",
  stopped:
    "Du bekommst keine Benachrichtigungen mehr per E-Mail. In den Einstellungen kannst du sie wieder einschalten.",
  stopOnly: {
    direct: "Keine Benachrichtigungen mehr zu Direktnachrichten",
    group: "Keine Benachrichtigungen mehr zu Nachrichten in Gruppen",
    digest: "Keine Zusammenfassungen mehr",
    conversation: "Keine Benachrichtigungen mehr zu diesem Chat",
  },
  stoppedOnly:
    "Diese Benachrichtigungen bekommst du nicht mehr. In der App kannst du sie wieder einschalten.",
  linkInvalid:
    "Dieser Link gilt nicht mehr. Deine Benachrichtigungen kannst du in den Einstellungen ändern.",

  notDelivered: (programme) => `Deine Antwort an ${programme} wurde nicht zugestellt`,
  refusals: {
    unknown_sender:
      "Zu der E-Mail-Adresse, von der du geschrieben hast, gibt es kein Konto. Antworte von der Adresse, an die deine Benachrichtigungen gehen.",
    sender_not_verified:
      "Es ließ sich nicht prüfen, ob die E-Mail von deiner Adresse kommt. Antworte bitte in der App.",
    address_invalid:
      "Die Adresse, an die du geantwortet hast, ist nicht für dich bestimmt. Antworte bitte in der App.",
    address_expired:
      "Die E-Mail, auf die du geantwortet hast, ist mehr als 30 Tage alt. Antworte bitte in der App.",
    empty: "Die E-Mail hat keinen Text über der zitierten Nachricht.",
    not_allowed: "Du kannst in diesem Chat nicht mehr schreiben.",
    too_many:
      "Du hast zu viele Nachrichten gesendet. Warte kurz und sende deine Antwort noch einmal.",
  },
  tooLong: (count, max) => `Die Antwort hat ${count} Zeichen; eine Nachricht darf ${max} haben.`,
  attachmentsLeft: (programme) => `Deine Antwort an ${programme} wurde ohne Anhänge zugestellt`,
  attachmentsLeftBody:
    "Dein Text wurde zugestellt. Anhänge von E-Mails werden nicht übernommen, also hat sie niemand bekommen.",
  yourText: "Das hast du geschrieben:",
};

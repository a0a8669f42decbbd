import type { Labels } from "../labels.ts";
import { actionLabels } from "./de/action-labels.ts";
import { announcerLabels } from "./de/announcer-labels.ts";
import { contactLabels } from "./de/contact-labels.ts";
import { detailsLabels } from "./de/details-labels.ts";
import { listLabels } from "./de/list-labels.ts";
import { meetingLabels } from "./de/meeting-labels.ts";
import { messageLabels } from "./de/message-labels.ts";
import { plural } from "./de/plural.ts";
import { reportLabels } from "./de/report-labels.ts";
import { searchLabels } from "./de/search-labels.ts";

/** Every text in German. */
export const germanLabels: Labels = {
  ...actionLabels,
  ...announcerLabels,
  ...listLabels,
  ...contactLabels,
  ...detailsLabels,
  ...reportLabels,
  ...searchLabels,
  ...meetingLabels,
  ...messageLabels,
  messages: "Nachrichten",
  conversations: "Chats",
  contacts: "Kontakte",

  send: "Senden",
  retry: "Erneut senden",
  discard: "Verwerfen",
  back: "Zurück zu den Chats",
  reload: "Erneut versuchen",

  details: "Details",
  searchHere: "In diesem Chat suchen",
  conversationMenu: "Chat-Menü",

  messagesWith: (name) => `Nachrichten mit ${name}`,
  messageTo: (name) => `Nachricht an ${name}`,
  isTyping: (names, count) =>
    plural(count, { one: `${names} schreibt gerade`, other: `${names} schreiben gerade` }),
  severalTyping: "Mehrere Personen schreiben gerade",

  online: "Online",
  you: "Du",
  memberCount: (formatted, count) =>
    plural(count, { one: `${formatted} Mitglied`, other: `${formatted} Mitglieder` }),
  roles: { ADMIN: "Admin", MENTOR: "Mentor:in", MENTEE: "Mentee" },
  automated: "Automatisch",

  unreadCount: (formatted) => `${formatted} ungelesen`,
  moreThan: (formatted) => `${formatted}+`,
  newMessages: "Neu",
  jumpToLatest: "Zur neuesten Nachricht",
  beginning: (name) => `Hier beginnt dein Chat mit ${name}.`,
  deletedMessage: "Nachricht gelöscht",
  edited: "bearbeitet",

  sending: "Wird gesendet",
  sent: "Gesendet",
  read: "Gelesen",
  readBy: (names) => `Gelesen von ${names}`,
  readByMore: (names, more) => `Gelesen von ${names} und ${more} mehr`,
  notSent: "Nicht gesendet",

  saidBy: (name) => `${name}:`,
  draft: "Entwurf:",
  typing: "schreibt\u00A0…",
  noMessagesYet: "Noch keine Nachrichten",

  noConversations: "Noch keine Chats",
  noConversationsHint: "Schreib jemandem aus deinem Programm, um einen zu beginnen.",
  chooseContact: "Kontakt wählen",
  nothingChosen: "Deine Nachrichten",
  nothingChosenHint: "Wähle einen Chat oder schreib einem deiner Kontakte.",
  howToBegin: "Du weißt nicht, wie du anfangen sollst? Ein Gruß und eine Frage genügen.",
  writeToContact: "Einem Kontakt schreiben",
  emptyConversation: "Noch nichts hier",
  emptyConversationHint: (name) => `Sag Hallo zu ${name}.`,

  loading: "Wird geladen",
  loadFailed: "Das konnte nicht geladen werden.",
  olderFailed: "Frühere Nachrichten konnten nicht geladen werden.",
  conversationGone: "Dieser Chat ist nicht hier, oder du kannst ihn nicht mehr sehen.",

  offline: "Du bist offline. Nachrichten werden gesendet, sobald du wieder online bist.",
  reconnecting: "Verbindung wird wiederhergestellt\u00A0…",
  backOnline: "Du bist wieder online.",
  unreachable: "Parley ist nicht erreichbar. Nachrichten werden gesendet, sobald es antwortet.",
  notLive:
    "Keine Live-Verbindung. Nachrichten werden gesendet, aber neue erscheinen nicht von selbst.",
  signInUnreachable:
    "Deine Anmeldung kann gerade nicht erneuert werden. Nachrichten werden gesendet, sobald es geht.",
  signedOut: "Deine Sitzung ist beendet. Melde dich wieder an, um weiterzumachen.",
  outdated:
    "Diese Seite ist veraltet. Lade sie neu, um weiterzumachen. Was du geschrieben hast, bleibt erhalten.",
  reloadPage: "Neu laden",

  cannotWriteHere: "Du kannst in diesem Chat gerade nicht schreiben.",
  youBlocked: (name) => `Du hast ${name} blockiert.`,
  groupArchived: (day) =>
    day === null ? "Die Gruppe wurde archiviert." : `Die Gruppe wurde am ${day} archiviert.`,
  noLongerInGroup: (day) =>
    day === null
      ? "Du bist nicht mehr in dieser Gruppe."
      : `Du warst bis zum ${day} in dieser Gruppe.`,
  noLongerConnected: (name) => `Du und ${name} seid nicht mehr in Kontakt.`,
  noReplies: (name) => `Auf Nachrichten von ${name} kann man nicht antworten.`,
  charactersLeft: (formatted) => `Noch ${formatted} Zeichen`,
  tooLong: (length, max) => `Zu lang: ${length} von höchstens ${max} Zeichen.`,
  nearLimit: (left) => `Du kannst noch ${left} Zeichen schreiben.`,
  overLimit: (over) => `Die Nachricht ist um ${over} Zeichen zu lang.`,
  emoji: "Emojis",
  formatting: "Formatierung",
  outboxFull:
    "Zu viele Nachrichten warten auf das Senden. Versuch es wieder, wenn einige davon weg sind.",

  reasons: {
    invalid_input: "Die Nachricht kann so nicht gesendet werden.",
    not_signed_in: "Du bist nicht angemeldet.",
    session_expired: "Deine Sitzung ist beendet. Melde dich wieder an.",
    not_found: "Das ist nicht hier, oder du kannst es nicht sehen.",
    forbidden: "Das darfst du nicht.",
    contact_unavailable: "Dieser Person kann man gerade nicht schreiben.",
    conversation_readonly: "In diesem Chat kann man nicht mehr schreiben.",
    idempotency_conflict: "Diese Nachricht wurde schon mit einem anderen Text gesendet.",
    version_conflict: "Das wurde inzwischen geändert. Sieh es dir noch einmal an.",
    edit_window_closed: "Die Zeit, diese Nachricht zu bearbeiten, ist vorbei.",
    already_exists: "Das ist schon vergeben.",
    unknown_procedure: "Der Server kennt das nicht. Lade die Seite neu.",
    client_outdated: "Diese Seite ist veraltet. Lade sie neu.",
    too_large: "Das ist zu groß zum Senden.",
    too_many_requests: "Das ging zu schnell. Warte kurz und versuch es noch einmal.",
    unavailable: "Der Server ist ausgelastet. Versuch es gleich noch einmal.",
    internal: "Bei uns ist etwas schiefgegangen.",
  },
  noAnswer: "Parley hat nicht geantwortet.",
};

import type { ListLabels } from "../../labels/list-labels.ts";

export const listLabels: ListLabels = {
  more: "Mehr",
  actionsFor: (name) => `Aktionen für ${name}`,
  close: "Schließen",
  cancel: "Abbrechen",
  dismiss: "Ausblenden",
  undo: "Rückgängig",

  show: "Anzeigen",
  filters: {
    all: "Alle",
    unread: "Ungelesen",
    mentions: "Erwähnungen",
    saved: "Gemerkt",
    archived: "Archiv",
  },
  showAll: "Alle Chats anzeigen",
  nothingUnread: "Nichts ungelesen",
  nothingUnreadHint: "Du hast alles gelesen.",
  nothingArchived: "Nichts im Archiv",
  nothingArchivedHint:
    "Was du archivierst, wartet hier. Sobald jemand darin schreibt, kommt es zu deinen Chats zurück.",
  moreFailed: "Weitere Chats konnten nicht geladen werden.",

  pin: "Anheften",
  unpin: "Lösen",
  pinned: "Angeheftet",
  pinnedConversations: "Angeheftet",
  otherConversations: "Andere Chats",
  muted: "Stumm",
  mutedUntil: (time) => `Stumm bis ${time}`,
  markedUnread: "Als ungelesen markiert",
  mentionsYou: "Erwähnt dich",

  wasArchived: (name) => `${name}: archiviert.`,
  wasUnarchived: (name) => `${name}: wieder bei deinen Chats.`,
  wasDeleted: (name) => `Der Chat mit ${name} ist für dich gelöscht.`,
  notChanged: (name, reason) => `${name}: Die Änderung hat nicht geklappt. ${reason}`,

  searchMessages: "Nachrichten suchen",
  search: "Suchen",
  clearSearch: "Suche leeren",
  newConversation: "Neuer Chat",
};

import type { SearchLabels } from "../../labels/search-labels.ts";
import { plural } from "./plural.ts";

export const searchLabels: SearchLabels = {
  searchResults: "Suchergebnisse",
  searchIn: "Suchen in",
  everywhere: "Alle Chats",
  onlyIn: (name) => `Nur ${name}`,
  resultCount: (formatted, count, hasMore) => {
    if (hasMore) return `Die neuesten ${formatted} gefundenen Nachrichten`;
    return plural(count, {
      one: `${formatted} Nachricht gefunden`,
      other: `${formatted} Nachrichten gefunden`,
    });
  },
  nothingFound: (text) => `Nichts gefunden für „${text}“`,
  nothingFoundHint:
    "Alle Wörter müssen in derselben Nachricht vorkommen. Versuche es mit weniger Wörtern oder einem Wortteil.",
  searchEverywhere: "In allen Chats suchen",
  searchFailed: "Die Suche hat nicht geklappt.",
  moreResults: "Mehr anzeigen",
  nothingMentions: "Noch hat dich niemand erwähnt",
  nothingMentionsHint: "In einer Gruppe erwähnt man dich mit @ und deinem Namen.",

  goTo: "Zu einem Chat wechseln",
  goToField: "Personen und Chats suchen",
  goToNobody: (text) => `Niemand und nichts heißt „${text}“.`,
  goToNobodyHint:
    "Hier findest du deine Chats und alle, denen du schreiben kannst. Andere fügst du unter „Kontakte“ mit ihrer E-Mail-Adresse hinzu.",
  goToEmpty: "Hier ist noch niemand.",

  blockedByYou: "Von dir blockiert",
  readonlyMark: "Nur lesen",
};

import type { SearchLabels } from "../../labels/search-labels.ts";
import { plural } from "./plural.ts";

export const searchLabels: SearchLabels = {
  searchResults: "Suchergebnisse",
  searchShort: (formatted) => `Gib mindestens ${formatted} Zeichen ein.`,
  people: "Personen",
  peopleFound: (formatted, count) =>
    plural(count, { one: `${formatted} Person`, other: `${formatted} Personen` }),
  conversationsFound: (formatted, count) =>
    plural(count, { one: `${formatted} Chat`, other: `${formatted} Chats` }),
  messagesFound: (formatted, count) =>
    plural(count, { one: `${formatted} Nachricht`, other: `${formatted} Nachrichten` }),
  recentSearches: "Letzte Suchen",
  forgetSearches: "Löschen",

  filterSearch: "Nachrichten filtern",
  searchOperators: {
    from: "von",
    in: "in",
    before: "vor",
    after: "seit nach ab",
    link: "hat:link",
  },
  searchMe: "mir ich",
  filterNames: { from: "Von", in: "In", before: "Vor", after: "Seit", link: "Link" },
  filterTexts: {
    from: (name) => `Von: ${name}`,
    in: (name) => `In: ${name}`,
    before: (day) => `Vor: ${day}`,
    after: (day) => `Seit: ${day}`,
  },
  removeFilter: (filter) => `Filter entfernen: ${filter}`,
  nobodyCalled: (text) => `Niemand, dessen Nachrichten du siehst, heißt „${text}“.`,
  noConversationCalled: (text) => `Keiner deiner Chats heißt „${text}“.`,
  notADay: (text, example) => `„${text}“ ist kein Datum. Schreib zum Beispiel ${example}.`,
  emptySpan: "Zwischen diesen beiden Tagen liegt kein Tag.",
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
  nothingFiltered: "Nichts gefunden",
  searchEverywhere: "In allen Chats suchen",
  searchFailed: "Die Suche hat nicht geklappt.",
  moreResults: "Mehr anzeigen",
  nothingMentions: "Noch hat dich niemand erwähnt",
  nothingMentionsHint: "In einer Gruppe erwähnt man dich mit @ und deinem Namen.",

  goTo: "Zu einem Chat wechseln",
  goToNobodyHint:
    "Hier findest du deine Chats und alle, denen du schreiben kannst. Andere fügst du unter „Kontakte“ mit ihrer E-Mail-Adresse hinzu.",
  goToEmpty: "Hier ist noch niemand.",

  blockedByYou: "Von dir blockiert",
  readonlyMark: "Nur lesen",
};

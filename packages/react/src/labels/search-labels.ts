/** What a user types before a colon to limit a search, and a link, which has no value. */
export type SearchOperator = "from" | "in" | "before" | "after" | "link";

/** Labels of the search for people, conversations and messages. */
export interface SearchLabels {
  readonly searchResults: string;
  readonly searchShort: (formatted: string) => string;
  readonly people: string;
  readonly peopleFound: (formatted: string, count: number) => string;
  readonly conversationsFound: (formatted: string, count: number) => string;
  readonly messagesFound: (formatted: string, count: number) => string;
  readonly recentSearches: string;
  readonly forgetSearches: string;

  /** Names the group of filters. */
  readonly filterSearch: string;
  /** The words of each operator, separated by spaces: the first one is offered. */
  readonly searchOperators: Readonly<Record<SearchOperator, string>>;
  /** Words for the reader as the author of messages, separated by spaces. */
  readonly searchMe: string;
  readonly filterNames: Readonly<Record<SearchOperator, string>>;
  readonly filterTexts: {
    readonly from: (name: string) => string;
    readonly in: (name: string) => string;
    readonly before: (day: string) => string;
    readonly after: (day: string) => string;
  };
  readonly removeFilter: (filter: string) => string;
  readonly nobodyCalled: (text: string) => string;
  readonly noConversationCalled: (text: string) => string;
  readonly notADay: (text: string, example: string) => string;
  readonly emptySpan: string;
  readonly onlyIn: (name: string) => string;
  readonly resultCount: (formatted: string, count: number, hasMore: boolean) => string;
  readonly nothingFound: (text: string) => string;
  readonly nothingFoundHint: string;
  /** Shown if only filters were searched for. */
  readonly nothingFiltered: string;
  readonly searchEverywhere: string;
  readonly searchFailed: string;
  readonly moreResults: string;

  readonly nothingMentions: string;
  readonly nothingMentionsHint: string;

  readonly goTo: string;
  readonly goToNobodyHint: string;
  readonly goToEmpty: string;

  readonly blockedByYou: string;
  readonly readonlyMark: string;
}

export const englishSearchLabels: SearchLabels = {
  searchResults: "Search results",
  searchShort: (formatted) => `Write at least ${formatted} characters.`,
  people: "People",
  peopleFound: (formatted, count) => `${formatted} ${count === 1 ? "person" : "people"}`,
  conversationsFound: (formatted, count) =>
    `${formatted} ${count === 1 ? "conversation" : "conversations"}`,
  messagesFound: (formatted, count) => `${formatted} ${count === 1 ? "message" : "messages"}`,
  recentSearches: "Recent searches",
  forgetSearches: "Clear",

  filterSearch: "Filter the messages",
  searchOperators: {
    from: "from",
    in: "in",
    before: "before",
    after: "after since",
    link: "has:link",
  },
  searchMe: "me",
  filterNames: { from: "From", in: "In", before: "Before", after: "Since", link: "Link" },
  filterTexts: {
    from: (name) => `From: ${name}`,
    in: (name) => `In: ${name}`,
    before: (day) => `Before: ${day}`,
    after: (day) => `Since: ${day}`,
  },
  removeFilter: (filter) => `Remove the filter ${filter}`,
  nobodyCalled: (text) => `Nobody whose messages you see is called “${text}”.`,
  noConversationCalled: (text) => `No conversation of yours is called “${text}”.`,
  notADay: (text, example) => `“${text}” is not a date. Write one such as ${example}.`,
  emptySpan: "There is no day since the first date and before the last one.",
  onlyIn: (name) => `Only ${name}`,
  resultCount: (formatted, count, hasMore) => {
    if (hasMore) return `The newest ${formatted} messages found`;
    return `${formatted} ${count === 1 ? "message" : "messages"} found`;
  },
  nothingFound: (text) => `Nothing found for “${text}”`,
  nothingFoundHint: "Every word has to occur in one message. Try fewer words, or a part of one.",
  nothingFiltered: "Nothing found",
  searchEverywhere: "Search all conversations",
  searchFailed: "The search did not work.",
  nothingMentions: "Nobody has mentioned you yet",
  nothingMentionsHint: "In a group, people mention you with an @ and your name.",
  moreResults: "Show more",

  goTo: "Go to a conversation",
  goToNobodyHint:
    "You find your conversations here, and everybody whom you may write to. Add others by their e-mail address, under Contacts.",
  goToEmpty: "There is nobody here yet.",

  blockedByYou: "Blocked by you",
  readonlyMark: "Read only",
};

/** Labels of the search in messages, and of the quick switcher. */
export interface SearchLabels {
  readonly searchResults: string;
  readonly searchIn: string;
  readonly everywhere: string;
  readonly onlyIn: (name: string) => string;
  readonly resultCount: (formatted: string, count: number, hasMore: boolean) => string;
  readonly nothingFound: (text: string) => string;
  readonly nothingFoundHint: string;
  readonly searchEverywhere: string;
  readonly searchFailed: string;
  readonly moreResults: string;

  readonly nothingMentions: string;
  readonly nothingMentionsHint: string;

  readonly goTo: string;
  readonly goToField: string;
  readonly goToNobody: (text: string) => string;
  readonly goToNobodyHint: string;
  readonly goToEmpty: string;

  readonly blockedByYou: string;
  readonly readonlyMark: string;
}

export const englishSearchLabels: SearchLabels = {
  searchResults: "Search results",
  searchIn: "Search in",
  everywhere: "All conversations",
  onlyIn: (name) => `Only ${name}`,
  resultCount: (formatted, count, hasMore) => {
    if (hasMore) return `The newest ${formatted} messages found`;
    return `${formatted} ${count === 1 ? "message" : "messages"} found`;
  },
  nothingFound: (text) => `Nothing found for “${text}”`,
  nothingFoundHint: "Every word has to occur in one message. Try fewer words, or a part of one.",
  searchEverywhere: "Search all conversations",
  searchFailed: "The search did not work.",
  nothingMentions: "Nobody has mentioned you yet",
  nothingMentionsHint: "In a group, people mention you with an @ and your name.",
  moreResults: "Show more",

  goTo: "Go to a conversation",
  goToField: "Search people and conversations",
  goToNobody: (text) => `Nobody and nothing is called “${text}”.`,
  goToNobodyHint:
    "You find your conversations here, and everybody whom you may write to. Add others by their e-mail address, under Contacts.",
  goToEmpty: "There is nobody here yet.",

  blockedByYou: "Blocked by you",
  readonlyMark: "Read only",
};

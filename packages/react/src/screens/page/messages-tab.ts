/** The tab that is shown next to the conversation. */
export type MessagesTab = "conversations" | "contacts";

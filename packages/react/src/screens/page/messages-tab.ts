/** What the lists beside the conversation show. */
export type MessagesTab = "conversations" | "contacts";

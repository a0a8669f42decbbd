/** The page for shared text, in English. */
export const messages = {
  title: "Share in a conversation",
  hint: "Choose a conversation. The text is a draft there, and is sent when you send it.",
  nothing: "There is nothing to share.",
  cancel: "Cancel",
} as const;

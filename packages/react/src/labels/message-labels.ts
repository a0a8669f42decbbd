/** The words of the open conversation. */
export interface MessageLabels {
  readonly more: string;
  readonly close: string;
  readonly cancel: string;
  readonly dismiss: string;
  readonly undo: string;
  readonly save: string;
  readonly show: string;

  /** Names the tools of a message, for screen readers. */
  readonly messageActions: string;
  readonly reply: string;
  readonly react: string;
  readonly edit: string;
  readonly deleteMessage: string;
  readonly copyText: string;
  readonly markUnreadFromHere: string;

  readonly replyingTo: (name: string) => string;
  readonly replyingToYourself: string;
  readonly cancelReply: string;
  /** Names the people who can be mentioned. */
  readonly mention: string;
  /** Of a quoted message that is out of sight. */
  readonly quoteGone: string;

  readonly reaction: (emoji: string, count: string, names: string) => string;
  readonly moreEmoji: string;
  readonly searchEmoji: string;
  readonly noEmojiFound: string;

  readonly editMessage: string;
  readonly editedAt: (time: string) => string;
  readonly nowSays: (text: string) => string;
  readonly deletedMeanwhile: string;

  readonly deleteOthersTitle: (name: string) => string;
  readonly deleteOthersSeen: string;
  readonly deleteOthersKept: string;
  readonly deleteReason: string;

  readonly reactionFailed: (reason: string) => string;
  readonly deletionFailed: (reason: string) => string;
  readonly notMarkedUnread: (reason: string) => string;

  readonly blockedMessage: string;
  readonly joinedGroup: (names: string) => string;
  readonly leftGroup: (names: string) => string;
  readonly youJoinedGroup: string;
  readonly youLeftGroup: string;
  readonly jumpToUnread: string;
  readonly showMoreText: string;
  readonly showLessText: string;
  readonly pasteTooLong: (length: string, max: string) => string;
}

export const englishMessageLabels: MessageLabels = {
  more: "More",
  close: "Close",
  cancel: "Cancel",
  dismiss: "Dismiss",
  undo: "Undo",
  save: "Save",
  show: "Show",

  messageActions: "Message actions",
  reply: "Reply",
  react: "React",
  edit: "Edit",
  deleteMessage: "Delete",
  copyText: "Copy text",
  markUnreadFromHere: "Mark unread from here",

  replyingTo: (name) => `Replying to ${name}`,
  replyingToYourself: "Replying to yourself",
  cancelReply: "Cancel reply",
  mention: "Mention somebody",
  quoteGone: "The message is not here any more",

  reaction: (emoji, count, names) => `${emoji} ${count}: ${names}`,
  moreEmoji: "More emoji",
  searchEmoji: "Search emoji",
  noEmojiFound: "No emoji found",

  editMessage: "Edit message",
  editedAt: (time) => `Edited ${time}`,
  nowSays: (text) => `It now says: ${text}`,
  deletedMeanwhile: "This message was deleted in the meantime.",

  deleteOthersTitle: (name) => `Delete this message by ${name}?`,
  deleteOthersSeen:
    "Everybody in the conversation sees that a message was deleted, and no longer what it said.",
  deleteOthersKept: "The text and your reason are kept for staff.",
  deleteReason: "Reason",

  reactionFailed: (reason) => `Your reaction was not saved. ${reason}`,
  deletionFailed: (reason) => `The message was not deleted. ${reason}`,
  notMarkedUnread: (reason) => `The conversation was not marked as unread. ${reason}`,

  blockedMessage: "Message from somebody you blocked",
  joinedGroup: (names) => `${names} joined the group`,
  leftGroup: (names) => `${names} left the group`,
  youJoinedGroup: "You joined the group",
  youLeftGroup: "You left the group",
  jumpToUnread: "Jump to first unread",
  showMoreText: "Show more",
  showLessText: "Show less",
  pasteTooLong: (length, max) =>
    `That is too much to paste: ${length} characters, and a message has at most ${max}.`,
};

/** Labels of the open conversation. */
export interface MessageLabels {
  readonly more: string;
  readonly close: string;
  readonly cancel: string;
  readonly dismiss: string;
  readonly undo: string;
  readonly show: string;

  /** Names the tools of a message, for screen readers. */
  readonly messageActions: string;
  readonly reply: string;
  readonly react: string;
  readonly edit: string;
  readonly deleteMessage: string;
  readonly linkCopied: string;
  readonly linkNotCopied: (link: string) => string;
  /** Marks a saved message. */
  readonly savedMessage: string;

  readonly replyingTo: (name: string) => string;
  readonly replyingToYourself: string;
  readonly cancelReply: string;
  /** For a quoted message that is not visible to the reader. */
  readonly quoteGone: string;

  readonly reaction: (emoji: string, count: string, names: string) => string;

  readonly editedAt: (time: string) => string;

  readonly reactionFailed: (reason: string) => string;
  readonly deletionFailed: (reason: string) => string;
  readonly notMarkedUnread: (reason: string) => string;
  readonly pinFailed: (reason: string) => string;
  readonly saveFailed: (reason: string) => string;

  readonly blockedMessage: string;
  readonly joinedGroup: (names: string) => string;
  readonly leftGroup: (names: string) => string;
  readonly youJoinedGroup: string;
  readonly youLeftGroup: string;
  readonly jumpToUnread: string;
  readonly showMoreText: string;
  readonly showLessText: string;
  readonly filesNotYet: string;
  readonly attachFiles: string;
  readonly recordVoice: string;
  readonly dropFiles: string;
  readonly removeFiles: string;
  readonly fileGone: (name: string) => string;
  readonly pasteTooLong: (length: string, max: string) => string;
}

export const englishMessageLabels: MessageLabels = {
  more: "More",
  close: "Close",
  cancel: "Cancel",
  dismiss: "Dismiss",
  undo: "Undo",
  show: "Show",

  messageActions: "Message actions",
  reply: "Reply",
  react: "React",
  edit: "Edit",
  deleteMessage: "Delete",
  linkCopied: "Link copied.",
  linkNotCopied: (link) => `The link could not be copied. Copy it from here: ${link}`,
  savedMessage: "Saved",

  replyingTo: (name) => `Replying to ${name}`,
  replyingToYourself: "Replying to yourself",
  cancelReply: "Cancel reply",
  quoteGone: "The message is not here any more",

  reaction: (emoji, count, names) => `${emoji} ${count}: ${names}`,

  editedAt: (time) => `Edited ${time}`,

  reactionFailed: (reason) => `Your reaction was not saved. ${reason}`,
  deletionFailed: (reason) => `The message was not deleted. ${reason}`,
  notMarkedUnread: (reason) => `The conversation was not marked as unread. ${reason}`,
  pinFailed: (reason) => `The pinned messages were not changed. ${reason}`,
  saveFailed: (reason) => `Your saved messages were not changed. ${reason}`,

  blockedMessage: "Message from somebody you blocked",
  joinedGroup: (names) => `${names} joined the group`,
  leftGroup: (names) => `${names} left the group`,
  youJoinedGroup: "You joined the group",
  youLeftGroup: "You left the group",
  jumpToUnread: "Jump to first unread",
  showMoreText: "Show more",
  showLessText: "Show less",
  filesNotYet: "Files and pictures cannot be sent here, only text.",
  attachFiles: "Attach files",
  recordVoice: "Record a voice message",
  dropFiles: "Drop files here to send them",
  removeFiles: "One of the files cannot be sent. Remove it first.",
  fileGone: (name) => `${name} is no longer available`,
  pasteTooLong: (length, max) =>
    `That is too much to paste: ${length} characters, and a message has at most ${max}.`,
};

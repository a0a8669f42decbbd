/** Every limit that a user or a developer can reach. Lengths of text are in Unicode code points. */
export const limits = {
  /** Message body, after trimming. */
  bodyMax: 5_000,
  /** Ids of the host platform (users, groups). */
  hostIdMax: 128,
  nameMax: 200,
  /** Key by which the host platform repeats a message of a `SYSTEM` or `BOT` user. */
  idempotencyKeyMax: 200,
  /** Search text, after trimming. */
  searchMin: 2,
  searchMax: 200,
  /** Why an ADMIN deleted another user's message. */
  reasonMax: 500,
  /** Code points of one reaction, and kinds of reaction on one message. */
  emojiMax: 16,
  reactionKindsMax: 20,
  /** Users mentioned by one message. */
  mentionsMax: 20,
  /** Pinned messages of one conversation. */
  pinsMax: 20,
  /** Messages that one user has saved, and the note of one. */
  savedMax: 1_000,
  noteMax: 500,
  /** Octets of an e-mail address, and of its part before the @. */
  emailMax: 254,
  emailLocalMax: 64,
  urlMax: 2_000,
  /** Bytes of a picture that is uploaded or fetched. */
  pictureBytesMax: 5 * 1024 * 1024,
  /** Pixels of such a picture. */
  picturePixelsMax: 40_000_000,
  /** Messages that a user has written to be sent later, those that were returned included, and days until then. */
  scheduledMax: 50,
  scheduledDaysMax: 366,
  /** A draft, in code points: an unfinished text may be longer than a message. */
  draftMax: 10_000,
  /** Code points of an action item, open ones of a conversation, and days until one is due. */
  itemTextMax: 500,
  openItemsMax: 100,
  itemDaysMax: 366,
  /** Things of a conversation that are listed: the open ones, and the latest of the others. */
  cardsMax: 500,
  /** Code points of a conversation starter, and starters that are added in one language. */
  starterMax: 300,
  startersMax: 200,
  /** Groups to which one announcement goes. */
  announcementGroupsMax: 100,
  /** Templates of a user, and code points of a template's title. */
  templatesMax: 100,
  templateTitleMax: 60,
  /** Files of one message. How large one may be is up to the installation (`server.files` of `users.me`). */
  filesMax: 10,
  fileNameMax: 120,
  /** Words that describe an image. */
  altMax: 1_000,
  /** A voice message in milliseconds, and the parts whose loudness is shown. */
  voiceMax: 15 * 60_000,
  voicePeaksMax: 128,
  /** Code points of a report and of the note of a decision, messages of one report, and reports of a user in 24 hours. */
  reportTextMax: 2_000,
  reportNoteMax: 2_000,
  reportMessagesMax: 20,
  reportsPerDay: 20,
  /** Rows of one page. */
  pageMax: 100,
  pageDefault: 50,
  /** Unread counts are capped: 100 means "100 or more". */
  unreadMax: 100,
  /** Members of one group conversation. */
  groupMembersMax: 500,
  /** Users and groups of one `platform.sync`, and bytes of its HTTP body. */
  syncPeopleMax: 10_000,
  syncGroupsMax: 10_000,
  syncBytesMax: 16 * 1024 * 1024,
  /** Weeks covered by the activity of a pair, the current one included. */
  activityWeeksMax: 26,
  activityWeeksDefault: 12,
  /** Membership changes shown in a conversation. */
  membershipChangesMax: 100,
  /** A group above this size has neither read marks nor typing. */
  signalGroupMax: 20,
  /** Procedure calls in one HTTP or socket batch. */
  batchMax: 20,
  /** Open subscriptions of one kind on one socket. */
  subscriptionsMax: 10,
  /** Bytes of one socket frame or HTTP body. */
  frameBytesMax: 64 * 1024,
  /** Bytes buffered for a socket before the server stops pulling its stream. */
  socketBufferMax: 1024 * 1024,
  /** Events queued for one subscriber in memory; on overflow the log is read again. */
  mailboxMax: 1_000,
  /** Events per page read from the log during catch-up. */
  catchUpPage: 500,
  /** Unsent messages that one client stores. */
  outboxMax: 200,
  /** Sends in one statement. */
  sendBatchMax: 64,
} as const;

/** Durations that both sides rely on, in milliseconds. */
export const timing = {
  /** A client repeats "is typing" at most this often. */
  typingRepeat: 3_000,
  /** "is typing" expires after this, on both sides. */
  typingTimeout: 8_000,
  /** A socket that has not authenticated by then is closed. */
  authDeadline: 5_000,
  /** A user who disconnected is shown as present for this long, so that a reload does not flicker. */
  presenceGrace: 10_000,
} as const;

/** The end of a muting that has no end, until it is taken back. */
export const FOR_EVER = "9999-12-31T23:59:59.999Z";

/** Limits of meetings, apart from the others: only those who propose one need them. */
export const meetingLimits = {
  /** Times of one proposal, minutes of each, and days until then. */
  slotsMax: 5,
  minutesMin: 15,
  minutesMax: 240,
  daysMax: 366,
  /** Code points of the texts. */
  titleMax: 120,
  placeMax: 500,
  /** Meetings of a conversation that are neither past nor off, and those that are listed. */
  openMax: 50,
  listedMax: 100,
} as const;

/** Every number a user or a developer can run into. Lengths of text are in Unicode code points. */
export const limits = {
  /** Message body, after trimming. */
  bodyMax: 5_000,
  /** Ids that the host platform owns (users, groups). */
  hostIdMax: 128,
  nameMax: 200,
  /** Search text, after trimming. */
  searchMin: 2,
  searchMax: 200,
  /** Why an ADMIN deleted somebody's message. */
  reasonMax: 500,
  /** Code points of one reaction, and kinds of reaction on one message. */
  emojiMax: 16,
  reactionKindsMax: 20,
  /** People whom one message mentions. */
  mentionsMax: 20,
  /** Octets of an e-mail address, and of what stands before its @. */
  emailMax: 254,
  emailLocalMax: 64,
  urlMax: 2_000,
  /** Bytes of a picture that is uploaded or fetched. */
  pictureBytesMax: 5 * 1024 * 1024,
  /** Pixels of such a picture. */
  picturePixelsMax: 40_000_000,
  /** Rows of one page. */
  pageMax: 100,
  pageDefault: 50,
  /** Unread counts stop here: 100 means "100 or more". */
  unreadMax: 100,
  /** People in one group conversation. */
  groupMembersMax: 500,
  /** Weeks that a look at who talks to whom reaches back, the current one among them. */
  activityWeeksMax: 26,
  activityWeeksDefault: 12,
  /** Comings and goings that a conversation tells of. */
  membershipChangesMax: 100,
  /** Above this size a group shows neither read marks nor typing. */
  signalGroupMax: 20,
  /** Procedure calls in one HTTP or socket batch. */
  batchMax: 20,
  /** Subscriptions of one kind that are open on one socket. */
  subscriptionsMax: 10,
  /** Bytes of one socket frame or HTTP body. */
  frameBytesMax: 64 * 1024,
  /** Bytes that a socket may have waiting before the server stops pulling its stream. */
  socketBufferMax: 1024 * 1024,
  /** Events that wait for one subscriber in memory; beyond this the log is read again. */
  mailboxMax: 1_000,
  /** Events read from the log at a time during catch-up. */
  catchUpPage: 500,
  /** Messages that one client keeps unsent. */
  outboxMax: 200,
  /** Sends that go together in one statement. */
  sendBatchMax: 64,
} as const;

/** Durations that both sides rely on, in milliseconds. */
export const timing = {
  /** A client repeats "is typing" at most this often. */
  typingRepeat: 3_000,
  /** "is typing" ends by itself after this, on both sides. */
  typingTimeout: 8_000,
  /** A socket that has not authenticated by then is closed. */
  authDeadline: 5_000,
  /** Somebody who left is shown as present for this long, so that a reload does not flicker. */
  presenceGrace: 10_000,
} as const;

/** Why something was refused, in words a program can act on. Stable: clients switch on them. */
export const errorReasons = [
  /** The input has the wrong form; `issues` says where. */
  "invalid_input",
  /** No token, or one that does not hold. */
  "not_signed_in",
  /** The token was good once. */
  "session_expired",
  /** Absent, or not the caller's to see: the same answer on purpose. */
  "not_found",
  /** The caller may not do this at all. */
  "forbidden",
  /** These two people may not write to each other now. */
  "contact_unavailable",
  /** The conversation can be read, not written to. */
  "conversation_readonly",
  /** This id was sent before with another body. */
  "idempotency_conflict",
  /** Somebody else changed this in the meantime; fetch it and decide again. */
  "version_conflict",
  /** The time in which an author may edit is over. */
  "edit_window_closed",
  /** An id or an address that belongs to somebody or something else. */
  "already_exists",
  "unknown_procedure",
  /** The client's contract version is older than the server still serves: the page has to be reloaded. */
  "client_outdated",
  "too_large",
  "too_many_requests",
  /** The database is away or restarting: try again. */
  "unavailable",
  /** A fault of ours; the server's log has the cause under `requestId`. */
  "internal",
] as const;
export type ErrorReason = (typeof errorReasons)[number];

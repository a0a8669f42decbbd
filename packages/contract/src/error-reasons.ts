/** The machine-readable causes of a refusal. Stable: clients switch on them. */
export const errorReasons = [
  /** The input is malformed; `issues` has the fields. */
  "invalid_input",
  /** The token is missing or not valid. */
  "not_signed_in",
  /** The token has expired. */
  "session_expired",
  /** It does not exist or the caller may not see it: deliberately the same. */
  "not_found",
  /** The caller may never do this. */
  "forbidden",
  /** These two users may not write to each other now. */
  "contact_unavailable",
  /** The conversation is read-only for the caller. */
  "conversation_readonly",
  /** This id was sent before with another body. */
  "idempotency_conflict",
  /** Another user changed this in the meantime; fetch it and decide again. */
  "version_conflict",
  /** The time in which an author may edit has passed. */
  "edit_window_closed",
  /** An id or an address that is already taken. */
  "already_exists",
  /** There is no procedure of this name. */
  "unknown_procedure",
  /** The client's contract version is older than the server supports: reload the page. */
  "client_outdated",
  /** The request has more bytes than the server accepts. */
  "too_large",
  /** A rate limit is reached: wait for `retryAfterMs`. */
  "too_many_requests",
  /** The database is unavailable or restarting: retry. */
  "unavailable",
  /** An internal error; the server's log has the cause under `requestId`. */
  "internal",
] as const;
/** The reason of a refusal. */
export type ErrorReason = (typeof errorReasons)[number];

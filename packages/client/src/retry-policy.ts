import type { ErrorReason } from "@parley/contract";

/** What to do about a failed call. */
export type RetryPolicy =
  /** Retry: it may have been executed, or may be later. */
  | "again"
  /** Retry with a valid token. */
  | "sign-in"
  /** Reload the page: the server needs a newer client. */
  | "reload"
  /** Not retryable. */
  | "refused";

/** The retry policy for a call that failed for `reason`, which `reasonOf` returns. */
export function retryPolicyOf(reason: ErrorReason | undefined): RetryPolicy {
  switch (reason) {
    case undefined:
    case "unavailable":
    case "internal":
    case "too_many_requests":
      return "again";
    case "not_signed_in":
    case "session_expired":
      return "sign-in";
    case "client_outdated":
      return "reload";
    case "invalid_input":
    case "not_found":
    case "forbidden":
    case "contact_unavailable":
    case "conversation_readonly":
    case "idempotency_conflict":
    case "version_conflict":
    case "edit_window_closed":
    case "already_exists":
    case "unknown_procedure":
    case "too_large":
      return "refused";
  }
}

import type { ErrorReason } from "@parley/contract/error-reasons";

/** What a failed call asks of the client. */
export type Verdict =
  /** It may have been carried out, or may be later: ask again. */
  | "again"
  /** It needs a token that holds. */
  | "sign-in"
  /** It needs a newer client: the page has to be loaded again. */
  | "reload"
  /** Asking again brings the same answer. */
  | "refused";

/** What to do about a call that failed for `reason`, as `reasonOf` gives it. */
export function verdictOn(reason: ErrorReason | undefined): Verdict {
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

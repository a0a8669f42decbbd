import * as z from "zod";
import { errorReasons } from "./error-reasons.ts";

/** The reason of a refusal. */
export const errorReasonSchema = z.enum(errorReasons);
export type ErrorReason = z.infer<typeof errorReasonSchema>;

/**
 * What is wrong with one field of an input: `menteeIds.2` is the third of a list, and an empty path is the input as a
 * whole.
 */
export const inputIssueSchema = z.object({ path: z.string(), message: z.string() });
export type InputIssue = z.infer<typeof inputIssueSchema>;

/** `error.data` of every failed call. */
export const errorDataSchema = z.object({
  code: z.string(),
  httpStatus: z.int(),
  reason: errorReasonSchema,
  requestId: z.string(),
  path: z.string().optional(),
  /** With `invalid_input` and `already_exists`: the fields. */
  issues: z.array(inputIssueSchema).optional(),
  /** How long to wait before a retry may succeed, in milliseconds, if the server knows. */
  retryAfterMs: z.int().min(0).optional(),
  /** The contract version of the server that refused. */
  contract: z.int().min(1).optional(),
});
export type ErrorData = z.infer<typeof errorDataSchema>;

const sentences: Readonly<Record<ErrorReason, string>> = {
  invalid_input: "The input is invalid",
  not_signed_in: "The call needs a valid token of an active user",
  session_expired: "The token has expired or was revoked: sign in again",
  not_found: "This does not exist, or the caller may not see it",
  forbidden: "The caller may not do this",
  contact_unavailable: "These two users may not write to each other",
  conversation_readonly: "The conversation is read-only",
  idempotency_conflict: "This message id was used for another message",
  version_conflict: "The message was changed in the meantime: fetch it and decide again",
  edit_window_closed: "The time in which the author may edit this message has passed",
  already_exists: "This is already taken",
  unknown_procedure: "There is no such procedure",
  client_outdated: "The client is older than this server still serves: reload or update it",
  too_large: "The request is too large",
  too_many_requests: "There were too many requests: wait for retryAfterMs",
  unavailable: "The server cannot answer at the moment: try again",
  internal: "The server failed: its log has the cause under requestId",
};

/** Issues quoted in a sentence; a list of 500 ids may have as many. */
const QUOTED_ISSUES = 5;

const quote = ({ path, message }: InputIssue) => (path === "" ? message : `${path} ${message}`);

/** A refusal as an English sentence for developers: `error.message` of every failed call. Programs read the reason. */
export function describeRefusal(reason: ErrorReason, issues: readonly InputIssue[] = []): string {
  if (issues.length === 0) return `${sentences[reason]}.`;
  const quoted = issues.slice(0, QUOTED_ISSUES).map(quote);
  const rest = issues.length - quoted.length;
  return `${sentences[reason]}: ${quoted.join("; ")}${rest === 0 ? "" : `; and ${rest} more`}.`;
}

import { errorReasons } from "@parley/contract/error-reasons";
import { CONTRACT_VERSION } from "@parley/contract/version";
import type { ErrorReason, InputIssue } from "@parley/contract";

/** Upper bound for a delay from the server, in milliseconds. */
const LONGEST_WAIT = 300_000;

/**
 * Why the server refused a call. Undefined if it is unknown whether the call was executed: the connection was lost, or
 * it timed out.
 */
export function reasonOf(error: unknown): ErrorReason | undefined {
  const data = field(error, "data");
  const given = field(data, "reason");
  const reason = errorReasons.find((known) => known === given);
  // In a rolling deployment the next server to answer may know what this one does not.
  if (isBehind(data) && (reason === "unknown_procedure" || reason === "invalid_input"))
    return "unavailable";
  if (reason !== undefined) return reason;
  const status = field(data, "httpStatus");
  return typeof status === "number" ? reasonOfStatus(status) : undefined;
}

/** The server's retry delay in milliseconds; 0 if it has none. */
export function retryAfterOf(error: unknown): number {
  const wait = field(field(error, "data"), "retryAfterMs");
  return typeof wait === "number" && wait > 0 ? Math.min(wait, LONGEST_WAIT) : 0;
}

/** For a reason of a newer server that this client does not know. */
function reasonOfStatus(status: number): ErrorReason {
  if (status >= 500) return "internal";
  if (status === 401) return "not_signed_in";
  if (status === 403) return "forbidden";
  return status === 429 ? "too_many_requests" : "invalid_input";
}

/** Whether the response came from a server that is older than this client. */
function isBehind(data: unknown): boolean {
  const contract = field(data, "contract");
  return typeof contract === "number" && contract < CONTRACT_VERSION;
}

/** A field of anything that arrived. */
export function field(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

/** Anything that was thrown, as an error. */
export const toError = (cause: unknown): Error =>
  cause instanceof Error ? cause : new Error(String(cause));

/** Thrown by `outbox.send`, before anything is queued. */
export class OutboxError extends Error {
  readonly reason: "invalid_input" | "outbox_full";
  /** What is wrong with the body; empty if the outbox is full. */
  readonly issues: readonly InputIssue[];

  constructor(reason: OutboxError["reason"], issues: readonly InputIssue[] = []) {
    const problems = issues.map(({ path, message }) => `${path} ${message}`).join("; ");
    super(
      reason === "outbox_full"
        ? "Too many messages wait to be sent."
        : `The message is invalid: ${problems}.`,
    );
    this.name = "OutboxError";
    this.reason = reason;
    this.issues = issues;
  }
}

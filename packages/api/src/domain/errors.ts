import type { ErrorReason } from "@parley/contract/error-reasons";
import { describeRefusal, type InputIssue } from "@parley/contract/errors";

/**
 * Why a token is refused, for the operator's log: no secret, and no value of a claim about a user. The caller is not
 * told.
 */
export interface TokenProblem {
  /** The check that failed, in a word or two. */
  readonly check: string;
  readonly message: string;
}

export interface DomainErrorOptions extends ErrorOptions {
  readonly tokenProblem?: TokenProblem | undefined;
  /** How long to wait before a retry may succeed, in milliseconds, if known. */
  readonly retryAfterMs?: number | undefined;
}

/** Reasons that name the affected fields. */
type ReasonWithIssues = "invalid_input" | "already_exists";

interface WithIssues extends DomainErrorOptions {
  readonly issues: readonly [InputIssue, ...InputIssue[]];
}

/** A reason with its required details. */
export type Refusal =
  | readonly [reason: Exclude<ErrorReason, ReasonWithIssues>, options?: DomainErrorOptions]
  | readonly [reason: ReasonWithIssues, options: WithIssues];

/** A refusal by the domain. One middleware maps it to a tRPC error. */
export class DomainError extends Error {
  readonly reason: ErrorReason;
  /** The invalid fields and why: only of `invalid_input` and `already_exists`. */
  readonly issues: readonly InputIssue[] | undefined;
  readonly retryAfterMs: number | undefined;
  readonly tokenProblem: TokenProblem | undefined;

  constructor(...[reason, options]: Refusal) {
    const issues = options !== undefined && "issues" in options ? options.issues : undefined;
    super(describeRefusal(reason, issues), options);
    this.name = "DomainError";
    this.reason = reason;
    this.issues = issues;
    this.retryAfterMs = options?.retryAfterMs;
    this.tokenProblem = options?.tokenProblem;
  }
}

/** `invalid_input` for one field. */
export const invalidInput = (path: string, message: string): DomainError =>
  new DomainError("invalid_input", { issues: [{ path, message }] });

/** `invalid_input` for what exceeds a limit: `owner`, such as "a user", has as many as allowed. */
export const oneTooMany = (path: string, owner: string, max: number): DomainError =>
  invalidInput(path, `is one too many: ${owner} has at most ${max}`);

/** Returns the row, or throws the one answer for everything that does not exist or is not visible to the caller. */
export function orNotFound<Row>(row: Row | null | undefined): Row {
  if (row === null || row === undefined) throw new DomainError("not_found");
  return row;
}

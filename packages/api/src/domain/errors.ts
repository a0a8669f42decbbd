import type { ErrorReason } from "@parley/contract/error-reasons";

/**
 * Why a token opens nothing, for the operator's log: no secret, and no value of a claim about a user. The caller is not
 * told.
 */
export interface TokenProblem {
  /** The check that failed, in a word or two. */
  readonly check: string;
  readonly message: string;
}

export interface DomainErrorOptions extends ErrorOptions {
  readonly tokenProblem?: TokenProblem | undefined;
  /** How long to wait before the same call may succeed, in milliseconds, where that is known. */
  readonly retryAfterMs?: number | undefined;
}

/** A refusal in the domain's words. One middleware turns it into what the wire carries. */
export class DomainError extends Error {
  readonly reason: ErrorReason;
  readonly retryAfterMs: number | undefined;
  readonly tokenProblem: TokenProblem | undefined;

  constructor(reason: ErrorReason, options?: DomainErrorOptions) {
    super(reason, options);
    this.name = "DomainError";
    this.reason = reason;
    this.retryAfterMs = options?.retryAfterMs;
    this.tokenProblem = options?.tokenProblem;
  }
}

/** The row, or the one answer for everything that is absent or not the caller's to see. */
export function orNotFound<Row>(row: Row | null | undefined): Row {
  if (row === null || row === undefined) throw new DomainError("not_found");
  return row;
}

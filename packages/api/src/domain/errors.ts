import type { ErrorReason } from "@parley/contract/error-reasons";

export interface DomainErrorOptions extends ErrorOptions {
  /** How long to wait before the same call may succeed, in milliseconds, where that is known. */
  readonly retryAfterMs?: number | undefined;
}

/** A refusal in the domain's words. One middleware turns it into what the wire carries. */
export class DomainError extends Error {
  readonly reason: ErrorReason;
  readonly retryAfterMs: number | undefined;

  constructor(reason: ErrorReason, options?: DomainErrorOptions) {
    super(reason, options);
    this.name = "DomainError";
    this.reason = reason;
    this.retryAfterMs = options?.retryAfterMs;
  }
}

/** The row, or the one answer for everything that is absent or not the caller's to see. */
export function orNotFound<Row>(row: Row | null | undefined): Row {
  if (row === null || row === undefined) throw new DomainError("not_found");
  return row;
}

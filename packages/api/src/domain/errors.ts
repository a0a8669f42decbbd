import type { ErrorReason } from "@parley/contract/error-reasons";

/** A refusal in the domain's words. One middleware turns it into what the wire carries. */
export class DomainError extends Error {
  readonly reason: ErrorReason;

  constructor(reason: ErrorReason, options?: ErrorOptions) {
    super(reason, options);
    this.name = "DomainError";
    this.reason = reason;
  }
}

/** The row, or the one answer for everything that is absent or not the caller's to see. */
export function orNotFound<Row>(row: Row | null | undefined): Row {
  if (row === null || row === undefined) throw new DomainError("not_found");
  return row;
}

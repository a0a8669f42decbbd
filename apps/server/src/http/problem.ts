import type { ErrorReason } from "@parley/contract/error-reasons";
import type { ErrorData } from "@parley/contract/errors";
import { DomainError } from "@parley/api/domain/errors";
import { errorData, toTrpcError } from "@parley/api/error-mapping";
import { TRPCError } from "@trpc/server";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";

/** The body of every failed request, whether tRPC or this server refused it. */
export interface Problem {
  readonly error: {
    readonly message: ErrorReason;
    readonly code: number;
    readonly data: ErrorData;
  };
}

/** A refusal in the domain's words, as tRPC wants it thrown. */
export function refusal(reason: ErrorReason, cause?: unknown): TRPCError {
  const refused = new DomainError(reason, { cause });
  return toTrpcError(new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause: refused }));
}

export function problemOf(error: TRPCError, requestId: string): Problem {
  const data = errorData(error, { requestId, path: undefined });
  return { error: { message: data.reason, code: TRPC_ERROR_CODES_BY_KEY[error.code], data } };
}

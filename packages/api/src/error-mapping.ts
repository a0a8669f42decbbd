import type { ErrorReason } from "@parley/contract/error-reasons";
import type { ErrorData, InputIssue } from "@parley/contract/errors";
import { CONTRACT_VERSION } from "@parley/contract/version";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { TRPCError } from "@trpc/server";
import * as z from "zod";
import { DomainError } from "./domain/errors.ts";
import { isTransientDatabaseFault } from "./domain/transient-fault.ts";

type TrpcCode = TRPCError["code"];

const codes = {
  invalid_input: "BAD_REQUEST",
  not_signed_in: "UNAUTHORIZED",
  session_expired: "UNAUTHORIZED",
  not_found: "NOT_FOUND",
  forbidden: "FORBIDDEN",
  contact_unavailable: "FORBIDDEN",
  conversation_readonly: "FORBIDDEN",
  idempotency_conflict: "CONFLICT",
  version_conflict: "CONFLICT",
  edit_window_closed: "FORBIDDEN",
  already_exists: "CONFLICT",
  unknown_procedure: "NOT_FOUND",
  client_outdated: "PRECONDITION_FAILED",
  too_large: "PAYLOAD_TOO_LARGE",
  too_many_requests: "TOO_MANY_REQUESTS",
  unavailable: "SERVICE_UNAVAILABLE",
  internal: "INTERNAL_SERVER_ERROR",
} satisfies Record<ErrorReason, TrpcCode>;

/** The HTTP status of a refusal. */
export const httpStatusOf = (reason: ErrorReason): number =>
  getHTTPStatusCodeFromError(new TRPCError({ code: codes[reason] }));

/** Returns any failure as a `TRPCError` whose cause is a `DomainError`, unless tRPC itself refused the call. */
export function toTrpcError(error: TRPCError): TRPCError {
  if (error.cause instanceof DomainError) {
    return new TRPCError({ code: codes[error.cause.reason], cause: error.cause });
  }
  if (error.code === "INTERNAL_SERVER_ERROR" && isTransientDatabaseFault(error.cause)) {
    const cause = new DomainError("unavailable", { cause: error.cause });
    return new TRPCError({ code: codes.unavailable, cause });
  }
  return error;
}

/** Reasons of tRPC's own refusals. A code that is not listed is an internal error. */
const reasonsOfTrpc: Partial<Record<TrpcCode, ErrorReason>> = {
  PARSE_ERROR: "invalid_input",
  BAD_REQUEST: "invalid_input",
  METHOD_NOT_SUPPORTED: "invalid_input",
  UNSUPPORTED_MEDIA_TYPE: "invalid_input",
  UNPROCESSABLE_CONTENT: "invalid_input",
  NOT_FOUND: "unknown_procedure",
  PAYLOAD_TOO_LARGE: "too_large",
  TOO_MANY_REQUESTS: "too_many_requests",
  UNAUTHORIZED: "not_signed_in",
};

/** What was wrong if tRPC, or the server around it, could not read an input. */
const issuesOfTrpc: Partial<Record<TrpcCode, InputIssue>> = {
  PARSE_ERROR: { path: "", message: "is not JSON" },
  BAD_REQUEST: { path: "", message: "cannot be read" },
  METHOD_NOT_SUPPORTED: {
    path: "",
    message:
      "has to come as GET for a query, as POST for a mutation, and over a WebSocket for a subscription",
  },
  UNSUPPORTED_MEDIA_TYPE: { path: "content-type", message: "has to be application/json" },
};

function issuesOf({ cause, code }: TRPCError, reason: ErrorReason): Pick<ErrorData, "issues"> {
  if (cause instanceof DomainError)
    return cause.issues === undefined ? {} : { issues: [...cause.issues] };
  if (cause instanceof z.ZodError) {
    const { issues } = cause;
    return { issues: issues.map(({ path, message }) => ({ path: path.join("."), message })) };
  }
  const kind = cause instanceof SyntaxError ? "PARSE_ERROR" : code;
  const issue = issuesOfTrpc[kind] ?? issuesOfTrpc.BAD_REQUEST;
  return reason === "invalid_input" && issue !== undefined ? { issues: [issue] } : {};
}

function retryAfterOf(cause: unknown): Pick<ErrorData, "retryAfterMs"> {
  const wait = cause instanceof DomainError ? cause.retryAfterMs : undefined;
  return wait === undefined ? {} : { retryAfterMs: Math.ceil(wait) };
}

/** `error.data` of a failure: nothing internal. */
export function errorData(
  error: TRPCError,
  { requestId, path }: { requestId: string; path: string | undefined },
): ErrorData {
  const reason =
    error.cause instanceof DomainError
      ? error.cause.reason
      : (reasonsOfTrpc[error.code] ?? "internal");
  return {
    code: error.code,
    httpStatus: getHTTPStatusCodeFromError(error),
    reason,
    requestId,
    contract: CONTRACT_VERSION,
    ...(path === undefined ? {} : { path }),
    ...issuesOf(error, reason),
    ...retryAfterOf(error.cause),
  };
}

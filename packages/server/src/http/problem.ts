import { describeRefusal, type ErrorData, type InputIssue } from "@parley/contract/errors";
import { DomainError, errorData, type Refusal, toTrpcError } from "@parley/api/platform";
import { TRPCError } from "@trpc/server";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";

/** A refusal before a procedure was called, with headers and issues. */
export class RequestRefusal extends TRPCError {
  readonly headers: Readonly<Record<string, string>>;
  readonly issues: readonly InputIssue[];
  /** If it is none of those that tRPC has. */
  readonly status: number | undefined;

  constructor(
    code: TRPCError["code"],
    {
      headers = {},
      issues = [],
      status,
    }: Partial<Pick<RequestRefusal, "headers" | "issues" | "status">> = {},
  ) {
    super({ code });
    this.name = "RequestRefusal";
    this.headers = headers;
    this.issues = issues;
    this.status = status;
  }
}

/** The body of every failed request, whether tRPC or this server refused it. */
export interface Problem {
  readonly error: {
    readonly message: string;
    readonly code: number;
    readonly data: ErrorData;
  };
}

/** A domain refusal as the error that tRPC expects. */
export function refusal(...because: Refusal): TRPCError {
  return refusalOf(new DomainError(...because));
}

export function refusalOf(refused: DomainError): TRPCError {
  return toTrpcError(new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause: refused }));
}

/** For the header `Retry-After`: whole seconds, at least one. */
export function retryAfterSeconds(error: TRPCError): string | undefined {
  const { cause } = error;
  const wait = cause instanceof DomainError ? cause.retryAfterMs : undefined;
  return wait === undefined ? undefined : String(Math.max(1, Math.ceil(wait / 1_000)));
}

export function problemOf(error: TRPCError, requestId: string): Problem {
  const { issues, status } =
    error instanceof RequestRefusal ? error : { issues: [], status: undefined };
  const data = {
    ...errorData(error, { requestId, path: undefined }),
    ...(issues.length === 0 ? {} : { issues: [...issues] }),
    ...(status === undefined ? {} : { httpStatus: status }),
  };
  return {
    error: {
      message: describeRefusal(data.reason, data.issues),
      code: TRPC_ERROR_CODES_BY_KEY[error.code],
      data,
    },
  };
}

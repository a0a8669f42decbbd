import {
  type DemoSignIn,
  DomainError,
  invalidInput,
  type Platform,
  type RequestContext,
  type Session,
} from "@parley/api/platform";
import { CONTRACT_HEADER } from "@parley/contract/version";
import type { RateLimits } from "./rate-limits/rate-limits.ts";
import type { SignIn } from "./auth.ts";
import type { ReportFault } from "./logs/fault-log.ts";
import type { ReportTokenProblem } from "./logs/token-log.ts";

/** The parts of a context that are the same for all callers. */
export interface ContextParts {
  readonly platform: Platform;
  readonly demo: DemoSignIn | undefined;
  readonly report: ReportFault;
  readonly rateLimits: RateLimits;
  readonly onTokenRefused: ReportTokenProblem | undefined;
  /** The oldest supported contract version of clients. */
  readonly oldestClient: number;
}

/** The caller, and the transport. */
export interface Caller {
  readonly requestId: string;
  readonly address: string;
  readonly signIn: SignIn;
  /** The contract version that the client declares; scripts need not declare one. */
  readonly contract?: string | undefined;
  /** The caller's own trace, as sent in the header of that name. */
  readonly traceparent?: string | undefined;
  readonly bufferedBytes?: (() => number) | undefined;
}

/** The rate limit key of a caller: no id contains a space, so that a service never shares a user's key. */
export const callerKey = (session: Session): string =>
  session.kind === "service" ? `service ${session.name}` : session.userId;

/** A client that is newer than this server, as in a rolling deployment, is served. */
function refusalOf(contract: string | undefined, oldest: number): DomainError | undefined {
  if (contract === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(contract))
    return invalidInput(CONTRACT_HEADER, "is not a contract version, such as 1");
  return Number(contract) < oldest ? new DomainError("client_outdated") : undefined;
}

export function createRequestContext(
  { platform, demo, report, rateLimits, onTokenRefused, oldestClient }: ContextParts,
  { requestId, address, signIn, contract, traceparent, bufferedBytes }: Caller,
): RequestContext {
  const session = signIn.status === "signed-in" ? signIn.session : null;
  return {
    ...platform,
    requestId,
    traceparent,
    session,
    callerLimits: rateLimits.of(session === null ? `at ${address}` : callerKey(session)),
    signInProblem: signIn.status === "refused" ? signIn.reason : undefined,
    refusal: refusalOf(contract, oldestClient),
    bufferedBytes,
    demo,
    onFault: report,
    onTokenRefused,
  };
}

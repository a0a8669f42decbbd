import type { Platform, Session } from "@parley/api/domain/context";
import type { DemoDesk, RequestContext } from "@parley/api/trpc";
import type { AdmissionDesk } from "./admission/admission-desk.ts";
import type { SignIn } from "./auth.ts";
import type { ReportFault } from "./logs/fault-log.ts";
import type { ReportTokenProblem } from "./logs/token-log.ts";

/** What every call gets, whoever makes it. */
export interface ContextParts {
  readonly platform: Platform;
  readonly demo: DemoDesk | undefined;
  readonly report: ReportFault;
  readonly desk: AdmissionDesk;
  readonly onTokenRefused: ReportTokenProblem | undefined;
}

/** Who makes the call, and how. */
export interface Caller {
  readonly requestId: string;
  readonly address: string;
  readonly signIn: SignIn;
  /** The caller's own trace, as they say it in the header of that name. */
  readonly traceparent?: string | undefined;
  readonly bufferedBytes?: (() => number) | undefined;
}

/** Under which key the calls of a caller are counted: no id has a space, so that a service is never a user. */
export const callerKey = (session: Session): string =>
  session.kind === "service" ? `service ${session.name}` : session.userId;

export function createRequestContext(
  { platform, demo, report, desk, onTokenRefused }: ContextParts,
  { requestId, address, signIn, traceparent, bufferedBytes }: Caller,
): RequestContext {
  const session = signIn.status === "signed-in" ? signIn.session : null;
  return {
    ...platform,
    requestId,
    traceparent,
    session,
    admission: desk.of(session === null ? `at ${address}` : callerKey(session)),
    signInProblem: signIn.status === "refused" ? signIn.reason : undefined,
    bufferedBytes,
    demo,
    onFault: report,
    onTokenRefused,
  };
}

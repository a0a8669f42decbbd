import type { Platform } from "@parley/api/domain/context";
import type { DemoDesk, RequestContext } from "@parley/api/trpc";
import type { SignIn } from "./auth.ts";
import type { ReportFault } from "./logs/fault-log.ts";

/** What every call gets, whoever makes it. */
export interface ContextParts {
  readonly platform: Platform;
  readonly demo: DemoDesk | undefined;
  readonly report: ReportFault;
}

/** Who makes the call, and how. */
export interface Caller {
  readonly requestId: string;
  readonly signIn: SignIn;
  readonly bufferedBytes?: (() => number) | undefined;
}

export function createRequestContext(
  { platform, demo, report }: ContextParts,
  { requestId, signIn, bufferedBytes }: Caller,
): RequestContext {
  return {
    ...platform,
    requestId,
    session: signIn.status === "signed-in" ? signIn.session : null,
    signInProblem: signIn.status === "refused" ? signIn.reason : undefined,
    bufferedBytes,
    demo,
    onFault: report,
  };
}

import type { Platform } from "@parley/api/domain/context";
import type { DemoDesk, RequestContext } from "@parley/api/trpc";
import type { AdmissionDesk } from "./admission/admission-desk.ts";
import type { SignIn } from "./auth.ts";
import type { ReportFault } from "./logs/fault-log.ts";

/** What every call gets, whoever makes it. */
export interface ContextParts {
  readonly platform: Platform;
  readonly demo: DemoDesk | undefined;
  readonly report: ReportFault;
  readonly desk: AdmissionDesk;
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

export function createRequestContext(
  { platform, demo, report, desk }: ContextParts,
  { requestId, address, signIn, traceparent, bufferedBytes }: Caller,
): RequestContext {
  const session = signIn.status === "signed-in" ? signIn.session : null;
  return {
    ...platform,
    requestId,
    traceparent,
    session,
    // No id of a person has a space.
    admission: desk.of(session?.userId ?? `at ${address}`),
    signInProblem: signIn.status === "refused" ? signIn.reason : undefined,
    bufferedBytes,
    demo,
    onFault: report,
  };
}

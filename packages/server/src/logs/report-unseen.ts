import { DomainError } from "@parley/api/platform";
import type { TRPCError } from "@trpc/server";
import type { ReportFault } from "./fault-log.ts";

/** What `ws` calls a frame that breaks the protocol: the peer's fault. */
const isFrameFault = (cause: unknown) =>
  cause instanceof Error && "code" in cause && String(cause.code).startsWith("WS_ERR_");

/**
 * Reports failures that no procedure saw: of a running subscription, of a response that cannot be written. The fault
 * log drops those reported already.
 */
export function reportUnseen(report: ReportFault, requestId: string) {
  return ({ error, path }: { error: TRPCError; path: string | undefined }): void => {
    if (error.code !== "INTERNAL_SERVER_ERROR") return;
    const cause = error.cause ?? error;
    if (cause instanceof DomainError || isFrameFault(cause)) return;
    report({ requestId, path, cause });
  };
}

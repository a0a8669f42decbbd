import type { ErrorReason } from "@parley/contract";
import { useCallback } from "react";
import { useLabels } from "./wording-context.ts";

/** Why a call failed, as text; without a reason there was no response. */
export function useReasonWords(): (reason: ErrorReason | undefined) => string {
  const labels = useLabels();
  return useCallback(
    (reason) => (reason === undefined ? labels.noAnswer : labels.reasons[reason]),
    [labels],
  );
}

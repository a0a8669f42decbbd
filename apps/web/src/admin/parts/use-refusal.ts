import { useReasonWords } from "@parley/react";
import type { ErrorReason } from "@parley/contract";
import { useAdminText } from "./admin-text.ts";

/** Why a change of groups or users was refused, in words. */
export function useRefusal(): (reason: ErrorReason | undefined) => string {
  const { t } = useAdminText();
  const words = useReasonWords();
  return (reason) => {
    if (
      reason === "invalid_input" ||
      reason === "conversation_readonly" ||
      reason === "not_found"
    ) {
      return t(`refused.${reason}`);
    }
    return words(reason);
  };
}

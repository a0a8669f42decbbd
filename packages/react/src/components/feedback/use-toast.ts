import { useCallback, useState } from "react";
import type { ToastMessage } from "./toast.tsx";

/** One message at a time about the last action. */
export function useToast() {
  const [message, setMessage] = useState<ToastMessage | null>(null);
  return {
    message,
    say: setMessage,
    dismiss: useCallback(() => setMessage(null), []),
    /** An action succeeded that needs no message: removes the message about an earlier failure. */
    settle: useCallback(() => setMessage((now) => (now?.kind === "problem" ? null : now)), []),
  };
}

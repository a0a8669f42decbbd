import { useCallback, useState } from "react";
import type { ToastMessage } from "./toast.tsx";

/** One message at a time about what was just done. */
export function useToast() {
  const [message, setMessage] = useState<ToastMessage | null>(null);
  return {
    message,
    say: setMessage,
    dismiss: useCallback(() => setMessage(null), []),
    /** Something was done that needs no words: what was said of a failure before it is over. */
    settle: useCallback(() => setMessage((now) => (now?.kind === "problem" ? null : now)), []),
  };
}

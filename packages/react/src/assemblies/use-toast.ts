import { useCallback, useEffect, useState } from "react";
import type { ToastMessage } from "../components/toast.tsx";

/** How long something that was done is said, in milliseconds. A problem stays until it is dismissed. */
const SHOWN_FOR = 8_000;

/** One message at a time about what was just done. */
export function useToast() {
  const [message, setMessage] = useState<ToastMessage | null>(null);
  useEffect(() => {
    if (message?.kind !== "done") return undefined;
    const timer = setTimeout(() => setMessage(null), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [message]);
  return { message, say: setMessage, dismiss: useCallback(() => setMessage(null), []) };
}

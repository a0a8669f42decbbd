import { useCallback, useState } from "react";

/** Counts own messages: each scrolls the log to its end. */
export function useSentCount() {
  const [sentCount, setSentCount] = useState(0);
  const noteSent = useCallback(() => setSentCount((count) => count + 1), []);
  return { sentCount, noteSent };
}

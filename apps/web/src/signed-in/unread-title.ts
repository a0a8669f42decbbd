import { useUnreadTotal } from "@parley/react";
import { useEffect } from "react";

const NAME = "Parley";

/** Shows in the tab strip how many messages are unread. */
export function UnreadTitle() {
  const unread = useUnreadTotal();
  useEffect(() => {
    // The count stops at 100, which means "100 or more".
    const shown = unread > 99 ? "99+" : String(unread);
    document.title = unread === 0 ? NAME : `(${shown}) ${NAME}`;
    return () => {
      document.title = NAME;
    };
  }, [unread]);
  return null;
}

import { useUnreadTotal } from "@parley/react";
import { useEffect } from "react";

const NAME = "Parley";

/** Shows in the tab strip how many messages are unread. */
export function UnreadTitle() {
  const unread = useUnreadTotal();
  useEffect(() => {
    document.title = unread === 0 ? NAME : `(${unread}) ${NAME}`;
    return () => {
      document.title = NAME;
    };
  }, [unread]);
  return null;
}

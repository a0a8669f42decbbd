import { useUnreadTotal } from "@parley/react";
import { useEffect } from "react";
import { useText } from "../i18n/shell-text.ts";
import type { NavPage } from "../shell/main-nav.tsx";

const NAME = "Parley";

/** Shows the page and the number of unread messages in the title of the tab. */
export function PageTitle({ page }: { readonly page: NavPage | null }) {
  const { t } = useText();
  const unread = useUnreadTotal();
  const name = page === null || page === "messages" ? NAME : `${t(`nav.${page}`)} · ${NAME}`;
  useEffect(() => {
    // The count is capped at 100, which means "100 or more".
    const shown = unread > 99 ? "99+" : String(unread);
    document.title = unread === 0 ? name : `(${shown}) ${name}`;
    return () => {
      document.title = NAME;
    };
  }, [name, unread]);
  return null;
}

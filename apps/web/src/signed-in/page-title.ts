import { useUnreadTotal } from "@parley/react";
import { useEffect } from "react";
import { useText } from "../i18n/shell-text.ts";
import type { ShownPage } from "../shell/main-nav.tsx";

/** The name of the product, in titles. */
export const APP_NAME = "Parley";

interface PageTitleProps {
  readonly page: ShownPage | null;
  /** Who wrote while the tab was not in the foreground. */
  readonly sender: string | null;
}

/** Shows the page, or who wrote, and the number of unread messages in the title of the tab. */
export function PageTitle({ page, sender }: PageTitleProps) {
  const { t } = useText();
  const unread = useUnreadTotal();
  const isMessages = page === null || page === "messages";
  const place = isMessages ? APP_NAME : `${t(`nav.${page}`)} · ${APP_NAME}`;
  const name = sender === null ? place : `${t("notify.titleFrom", { name: sender })} · ${APP_NAME}`;
  useEffect(() => {
    // The count is capped at 100, which means "100 or more".
    const shown = unread > 99 ? "99+" : String(unread);
    document.title = unread === 0 ? name : `(${shown}) ${name}`;
    return () => {
      document.title = APP_NAME;
    };
  }, [name, unread]);
  return null;
}

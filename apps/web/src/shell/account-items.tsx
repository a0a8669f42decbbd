import { useState } from "react";
import { createPortal } from "react-dom";
import { useText } from "../i18n/shell-text.ts";
import { settingsPath } from "../routing/route.ts";
import { useLater } from "../signed-in/use-later.ts";
import { ThemeSwitch } from "../theme/theme-switch.tsx";
import type { AccountMenuProps } from "./account-menu.tsx";
import { Icon } from "./icon.tsx";
import { Link } from "./link.tsx";

interface AccountItemsProps extends AccountMenuProps {
  onClose(): void;
}

const shapes = {
  keys: "M4 7h16v10H4zM7.500 10.500h.01M11 10.500h.01M14.500 10.500h.01M8 13.800h8",
  settings:
    "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5zM9 14.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z",
  help: "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM9.700 9.600a2.400 2.400 0 1 1 3.500 2.100c-.8.4-1.200.9-1.200 1.800M12 16.500v.2",
  signOut: "M10 4H5.500v16H10M9 12h10.500M16 8l4 4-4 4",
};

const loadReport = async () => (await import("@parley/react/reports")).ReportDialog;

/** What is in the user's menu; loaded when the page is at rest, or when the menu is first opened. */
export function AccountItems(props: AccountItemsProps) {
  const { person, navigation, theme, onClose, onKeys, onSignOut } = props;
  const { t } = useText();
  const [isAsking, setAsking] = useState(false);
  const dialog = useLater(isAsking, loadReport);
  // Before the action: a dialog that it opens returns the focus to the button.
  const closing = (act: () => void) => () => {
    onClose();
    act();
  };
  return (
    <>
      <div className="px-1 py-1">
        <ThemeSwitch control={theme} isWide />
      </div>
      <button
        type="button"
        className="account-item pointer-coarse:hidden"
        onClick={closing(onKeys)}
      >
        <Icon path={shapes.keys} />
        {t("keys.show")}
      </button>
      <Link
        href={settingsPath("general")}
        navigation={{ ...navigation, go: (path) => closing(() => navigation.go(path))() }}
        className="account-item"
      >
        <Icon path={shapes.settings} />
        {t("nav.settings")}
      </Link>
      {person.role !== "ADMIN" && (
        <button type="button" className="account-item" onClick={closing(() => setAsking(true))}>
          <Icon path={shapes.help} />
          {t("account.help")}
        </button>
      )}
      {isAsking &&
        dialog !== null &&
        createPortal(
          <div className="parley">
            <dialog.Component about={{ kind: "help" }} onClose={() => setAsking(false)} />
          </div>,
          document.body,
        )}
      <button type="button" className="account-item" onClick={closing(onSignOut)}>
        <span className="rtl:-scale-x-100">
          <Icon path={shapes.signOut} />
        </span>
        {t("app.signOut")}
      </button>
    </>
  );
}

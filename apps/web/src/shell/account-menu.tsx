import type { Person } from "@parley/contract";
import { PersonAvatar } from "@parley/react";
import { useId, useRef } from "react";
import { createPortal } from "react-dom";
import { useText } from "../i18n/shell-text.ts";
import type { Navigation } from "../routing/navigation.ts";
import { settingsPath } from "../routing/route.ts";
import type { ThemeControl } from "../theme/theme.ts";
import { ThemeSwitch } from "../theme/theme-switch.tsx";
import { Icon } from "./icon.tsx";
import { Link } from "./link.tsx";

export interface AccountMenuProps {
  readonly person: Person;
  readonly navigation: Navigation;
  readonly theme: ThemeControl;
  /** Shows the keyboard shortcuts. */
  onKeys(): void;
  onSignOut(): void;
}

const shapes = {
  keys: "M4 7h16v10H4zM7.500 10.500h.01M11 10.500h.01M14.500 10.500h.01M8 13.800h8",
  settings:
    "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5zM9 14.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z",
  signOut: "M10 4H5.500v16H10M9 12h10.500M16 8l4 4-4 4",
};

/**
 * The user, with what concerns them and this browser: theme, keyboard shortcuts, settings, sign-out. The browser closes the
 * popover on Escape and on a press elsewhere, and returns the focus. It is no part of the header, where the name stands once.
 */
export function AccountMenu({ person, navigation, theme, onKeys, onSignOut }: AccountMenuProps) {
  const { t } = useText();
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  // Before the action: a dialog that it opens returns the focus to the button.
  const closing = (act?: () => void) => () => {
    panel.current?.hidePopover();
    act?.();
  };
  const role = t(`role.${person.role}`);
  return (
    <>
      <button type="button" className="account-button" popoverTarget={id}>
        <span className="sr-only">{t("account.label")}: </span>
        <PersonAvatar person={person} />
        <span className="max-md:sr-only min-w-0 text-start text-sm leading-tight">
          <bdi className="block max-w-48 truncate font-medium">{person.name}</bdi>{" "}
          <span className="block text-muted">{role}</span>
        </span>
      </button>
      {createPortal(
        <div
          ref={panel}
          id={id}
          popover="auto"
          role="group"
          aria-label={t("account.label")}
          className="account-panel"
        >
          <p className="px-2 py-1 text-sm md:hidden">
            <bdi className="block truncate text-base font-medium">{person.name}</bdi>{" "}
            <span className="text-muted">{role}</span>
          </p>
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
          <button type="button" className="account-item" onClick={closing(onSignOut)}>
            <span className="rtl:-scale-x-100">
              <Icon path={shapes.signOut} />
            </span>
            {t("app.signOut")}
          </button>
        </div>,
        document.body,
      )}
    </>
  );
}

import type { Person } from "@parley/contract";
import { PersonAvatar } from "@parley/react";
import { useId, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useText } from "../i18n/shell-text.ts";
import type { Navigation } from "../routing/navigation.ts";
import { useAtRest, useLater } from "../signed-in/use-later.ts";
import type { ThemeControl } from "../theme/theme.ts";

export interface AccountMenuProps {
  readonly person: Person;
  readonly navigation: Navigation;
  readonly theme: ThemeControl;
  /** Shows the keyboard shortcuts. */
  onKeys(): void;
  onSignOut(): void;
}

const loadItems = async () => (await import("./account-items.tsx")).AccountItems;

/**
 * The user, with what concerns them and this browser: theme, keyboard shortcuts, settings, sign-out. The browser closes the
 * popover on Escape and on a press elsewhere, and returns the focus. It is no part of the header, where the name stands once.
 */
export function AccountMenu({ person, navigation, theme, onKeys, onSignOut }: AccountMenuProps) {
  const { t } = useText();
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const isAtRest = useAtRest();
  const [isOpened, setOpened] = useState(false);
  const items = useLater(isAtRest || isOpened, loadItems);
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
          onBeforeToggle={() => setOpened(true)}
          role="group"
          aria-label={t("account.label")}
          className="account-panel"
        >
          <p className="px-2 py-1 text-sm md:hidden">
            <bdi className="block truncate text-base font-medium">{person.name}</bdi>{" "}
            <span className="text-muted">{role}</span>
          </p>
          {items !== null && (
            <items.Component
              person={person}
              navigation={navigation}
              theme={theme}
              onClose={() => panel.current?.hidePopover()}
              onKeys={onKeys}
              onSignOut={onSignOut}
            />
          )}
        </div>,
        document.body,
      )}
    </>
  );
}

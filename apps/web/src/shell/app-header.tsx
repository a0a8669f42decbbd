import { PersonAvatar } from "@parley/react";
import type { Person } from "@parley/contract";
import type { ReactNode } from "react";
import { useText } from "../i18n/shell-text.ts";
import { ProductName } from "./product-name.tsx";
import { Icon } from "./icon.tsx";

export interface AppHeaderProps {
  readonly person: Person;
  readonly nav: ReactNode;
  /** Small controls between the user and the sign-out button. */
  readonly controls: ReactNode;
  /** An open conversation fills a phone's screen and has its own header. */
  readonly isInConversation: boolean;
  onSignOut(): void;
}

/** The header: product, pages, user, and sign-out. */
export function AppHeader(props: AppHeaderProps) {
  const { person, nav, controls, isInConversation, onSignOut } = props;
  const { t } = useText();
  return (
    <header className="app-header" data-in-conversation={isInConversation}>
      <h1 className="shrink-0">
        <ProductName isShort />
      </h1>
      {nav}
      <div className="ms-auto flex min-w-0 items-center gap-2">
        <span className="hidden lg:block">
          <PersonAvatar person={person} />
        </span>
        <p className="min-w-0 text-sm leading-5">
          <bdi className="block truncate font-medium">{person.name}</bdi>{" "}
          <span className="text-muted">{t(`role.${person.role}`)}</span>
        </p>
      </div>
      <div className="flex shrink-0 items-center gap-2 sm:gap-3">
        {controls}
        <SignOutButton onPress={onSignOut} />
      </div>
    </header>
  );
}

/** A label if there is room, otherwise an icon. */
function SignOutButton({ onPress }: { onPress(): void }) {
  const { t } = useText();
  return (
    <button type="button" className="button-quiet" title={t("app.signOut")} onClick={onPress}>
      <span className="rtl:-scale-x-100 lg:hidden">
        <Icon path="M10 4H5.500v16H10M9 12h10.500M16 8l4 4-4 4" />
      </span>
      <span className="max-lg:sr-only">{t("app.signOut")}</span>
    </button>
  );
}

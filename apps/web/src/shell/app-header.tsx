import type { Person } from "@parley/contract/people";
import type { ReactNode } from "react";
import { Avatar } from "./avatar.tsx";
import { ProductName } from "./product-name.tsx";
import { roleNames } from "./role-name.ts";
import { SignOutButton } from "./sign-out-button.tsx";

export interface AppHeaderProps {
  readonly person: Person;
  readonly themeSwitch: ReactNode;
  onSignOut(): void;
}

/** The bar above everything: which product, which person, and the way out. */
export function AppHeader({ person, themeSwitch, onSignOut }: AppHeaderProps) {
  return (
    <header className="flex items-center gap-3 border-b border-line bg-side px-3 py-2 sm:px-4">
      <h1 className="shrink-0">
        <ProductName isShort />
      </h1>
      <div className="flex min-w-0 items-center gap-2 sm:ms-auto">
        <span className="hidden sm:block">
          <Avatar person={person} />
        </span>
        <p className="min-w-0 text-sm leading-5">
          <bdi className="block truncate font-medium">{person.name}</bdi>{" "}
          <span className="text-muted">{roleNames[person.role]}</span>
        </p>
      </div>
      <div className="ms-auto flex shrink-0 items-center gap-3 sm:ms-0">
        {themeSwitch}
        <SignOutButton onPress={onSignOut} />
      </div>
    </header>
  );
}

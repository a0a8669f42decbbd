import type { Person } from "@parley/contract/people";
import type { ReactNode } from "react";
import { Avatar } from "./avatar.tsx";
import { ProductName } from "./product-name.tsx";
import { roleNames } from "./role-name.ts";

export interface AppHeaderProps {
  readonly person: Person;
  readonly themeSwitch: ReactNode;
  onSignOut(): void;
}

/** The bar above everything: which product, which person, and the way out. */
export function AppHeader({ person, themeSwitch, onSignOut }: AppHeaderProps) {
  return (
    <header className="flex items-center gap-3 border-b border-line bg-side px-3 py-2 sm:px-4">
      <h1>
        <ProductName />
      </h1>
      <div className="ms-auto flex min-w-0 items-center gap-2">
        <Avatar person={person} />
        <p className="hidden min-w-0 text-sm leading-tight sm:block">
          <bdi className="block truncate font-medium">{person.name}</bdi>{" "}
          <span className="text-muted">{roleNames[person.role]}</span>
        </p>
      </div>
      {themeSwitch}
      <button type="button" className="button-quiet" onClick={onSignOut}>
        Sign out
      </button>
    </header>
  );
}

import { PersonAvatar } from "@parley/react";
import type { Person } from "@parley/contract";
import type { ReactNode } from "react";

interface PersonLineProps {
  readonly person: Person;
  /** The id of the name, for aria-labelledby. */
  readonly nameId?: string;
  /** Content below the name. */
  readonly children?: ReactNode;
}

/** A user's picture and name, and details about them. */
export function PersonLine({ person, nameId, children }: PersonLineProps) {
  return (
    <div className="flex min-w-0 items-center gap-3">
      <PersonAvatar person={person} />
      <div className="min-w-0">
        <div className="font-medium wrap-anywhere">
          <bdi id={nameId}>{person.name}</bdi>
        </div>
        {children !== undefined && <div className="text-sm text-muted">{children}</div>}
      </div>
    </div>
  );
}

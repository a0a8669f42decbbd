import type { Person } from "@parley/contract/people";
import type { ReactNode } from "react";
import { Avatar } from "../../shell/avatar.tsx";

interface PersonLineProps {
  readonly person: Person;
  /** The id of the name, so that other elements can be named by it. */
  readonly nameId?: string;
  /** What stands below the name. */
  readonly children?: ReactNode;
}

/** Somebody's picture and name, and what there is to say about them. */
export function PersonLine({ person, nameId, children }: PersonLineProps) {
  return (
    <div className="flex min-w-0 items-center gap-3">
      <Avatar person={person} />
      <div className="min-w-0">
        <div className="font-medium wrap-anywhere">
          <bdi id={nameId}>{person.name}</bdi>
        </div>
        {children !== undefined && <div className="text-sm text-muted">{children}</div>}
      </div>
    </div>
  );
}

import type { Person } from "@parley/contract/people";
import { initials } from "./initials.ts";

/** A person's initials in a circle; says nothing that the name beside it does not say. */
export function Avatar({ person }: { readonly person: Person }) {
  return (
    <span
      aria-hidden="true"
      className="grid size-9 shrink-0 place-items-center rounded-full bg-accent-soft text-sm font-semibold text-accent-text"
    >
      {initials(person.name)}
    </span>
  );
}

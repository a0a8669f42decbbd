import { fold } from "@parley/contract/folding";
import type { Person } from "@parley/contract/people";

/** The order of ids and times, by code units. */
export function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** USR-3: by name, ignoring case. */
export const byName = (one: Person, other: Person): number =>
  compare(fold(one.name), fold(other.name)) || compare(one.id, other.id);

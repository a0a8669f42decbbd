import type { Group } from "@parley/contract";

/** The groups, not archived, that a user leads, and those in which they are a mentee. */
export function rolesInGroups(groups: readonly Group[], personId: string) {
  const running = groups.filter(({ state }) => state !== "archived");
  return {
    leads: running.filter(({ mentor }) => mentor.id === personId),
    isLedIn: running.filter(({ mentees }) => mentees.some(({ id }) => id === personId)),
  };
}

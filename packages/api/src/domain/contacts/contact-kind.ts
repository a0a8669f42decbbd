import type { ContactKind } from "@parley/contract/contacts";
import type { Role } from "@parley/contract/people";

/** Of one contact: what it is to the viewer. */
export interface Relationship {
  readonly viewerRole: Role;
  readonly role: Role;
  readonly leads: boolean;
  readonly led: boolean;
  readonly sharesGroup: boolean;
}

const kindByRole = {
  MENTOR: "mentors",
  MENTEE: "mentees",
  ADMIN: "admins",
} as const satisfies Record<Role, ContactKind>;

/** The heading under which a contact stands. An ADMIN sees people by role, everybody else by group. */
export function contactKind(to: Relationship): ContactKind {
  if (to.viewerRole === "ADMIN") return kindByRole[to.role];
  if (to.leads) return "mentors";
  if (to.led) return "mentees";
  if (to.sharesGroup) return "peers";
  if (to.role === "ADMIN") return "admins";
  return "custom";
}

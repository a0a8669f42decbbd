import type { ContactKind } from "@parley/contract/contacts";
import type { Role } from "@parley/contract/people";

/** What one contact is to the viewer. */
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

/** Returns the heading under which a contact is listed. An ADMIN sees users by role, others by group. */
export function contactKind(to: Relationship): ContactKind {
  if (to.viewerRole === "ADMIN") return kindByRole[to.role];
  if (to.leads) return "mentors";
  if (to.led) return "mentees";
  if (to.sharesGroup) return "peers";
  if (to.role === "ADMIN") return "admins";
  return "custom";
}

import type { Role } from "@parley/contract/people";

/** Roles as people read them. */
export const roleNames = {
  ADMIN: "Admin",
  MENTOR: "Mentor",
  MENTEE: "Mentee",
} satisfies Record<Role, string>;

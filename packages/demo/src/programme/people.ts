import type { Role } from "@parley/contract/people";

interface ProgrammePerson {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** All users of the demo programme: the admin, the mentors, then the mentees group by group. */
export const people = [
  { id: "grace-adeyemi", name: "Grace Adeyemi", role: "ADMIN" },
  { id: "ruth-albrecht", name: "Ruth Albrecht", role: "MENTOR" },
  { id: "tomas-herrera", name: "Tomás Herrera", role: "MENTOR" },
  { id: "samira-mansour", name: "Samira Mansour", role: "MENTOR" },
  { id: "amara-okafor", name: "Amara Okafor", role: "MENTEE" },
  { id: "jonas-weber", name: "Jonas Weber", role: "MENTEE" },
  { id: "mei-chen", name: "Mei Chen", role: "MENTEE" },
  { id: "kai-zhang", name: "Kai Zhang", role: "MENTEE" },
  { id: "lucia-fernandez", name: "Lucía Fernández", role: "MENTEE" },
  { id: "daniel-osei", name: "Daniel Osei", role: "MENTEE" },
  { id: "anika-sharma", name: "Anika Sharma", role: "MENTEE" },
  { id: "rohan-mehta", name: "Rohan Mehta", role: "MENTEE" },
  { id: "youssef-benali", name: "Youssef Benali", role: "MENTEE" },
  { id: "chloe-dubois", name: "Chloé Dubois", role: "MENTEE" },
  { id: "noah-williams", name: "Noah Williams", role: "MENTEE" },
  { id: "linh-nguyen", name: "Linh Nguyen", role: "MENTEE" },
] as const satisfies readonly ProgrammePerson[];

export type PersonId = (typeof people)[number]["id"];

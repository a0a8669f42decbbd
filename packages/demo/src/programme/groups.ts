import type { PersonId } from "./people.ts";

interface ProgrammeGroup {
  readonly id: string;
  readonly name: string;
  readonly mentorId: PersonId;
  readonly menteeIds: readonly PersonId[];
}

/** The three groups of the demo programme. */
export const groups = [
  {
    id: "code-and-circuits",
    name: "Code & Circuits",
    mentorId: "ruth-albrecht",
    menteeIds: ["amara-okafor", "jonas-weber", "mei-chen", "kai-zhang"],
  },
  {
    id: "health-and-science",
    name: "Health & Science",
    mentorId: "tomas-herrera",
    menteeIds: ["lucia-fernandez", "daniel-osei", "anika-sharma", "rohan-mehta"],
  },
  {
    id: "studio-and-enterprise",
    name: "Studio & Enterprise",
    mentorId: "samira-mansour",
    menteeIds: ["youssef-benali", "chloe-dubois", "noah-williams", "linh-nguyen"],
  },
] as const satisfies readonly ProgrammeGroup[];

export type GroupId = (typeof groups)[number]["id"];

import type { Role } from "@parley/contract/people";
import type { Policy } from "../policy.ts";

const roles = ["ADMIN", "MENTOR", "MENTEE"] as const satisfies readonly Role[];
const relations = [
  "none",
  "added",
  "added-back",
  "added-each-other",
  "group-active",
  "group-ending",
  "group-archived",
] as const;
const silences = ["none", "mine", "theirs", "both", "closed"] as const;

/** One relation of two users. Each case has its own two users, and a group if it says so. */
export interface Case {
  readonly fromId: string;
  readonly toId: string;
  readonly groupId: string;
  readonly fromRole: Role;
  readonly toRole: Role;
  readonly relation: (typeof relations)[number];
  /** Who blocks whom, or that the other account is closed. */
  readonly silence: (typeof silences)[number];
}

/** Every combination. */
export const cases: readonly Case[] = roles.flatMap((fromRole) =>
  roles.flatMap((toRole) =>
    relations.flatMap((relation) =>
      silences.map((silence) => {
        const name = [fromRole, toRole, relation, silence].join("_");
        const ids = { fromId: `from_${name}`, toId: `to_${name}`, groupId: name };
        return { ...ids, fromRole, toRole, relation, silence };
      }),
    ),
  ),
);

/** Every policy, the default first; settings that do not decide about users are omitted. */
export const policies: readonly Omit<Policy, "editWindow">[] = (
  ["all-mentees", "own-groups"] as const
).flatMap((mentorsReach) =>
  (["open", "off"] as const).flatMap((customContacts) =>
    (["on-attempt", "immediate"] as const).map((blockNotice) => ({
      mentorsReach,
      customContacts,
      blockNotice,
    })),
  ),
);

export const isGroupCase = ({ relation }: Case): boolean => relation.startsWith("group");

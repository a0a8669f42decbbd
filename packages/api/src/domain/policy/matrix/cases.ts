import type { Role } from "@parley/contract/people";
import type { Policy } from "../policy.ts";

/** What a user is to the policy: the role of a person, or the kind of another user. */
export type Standing = Role | "BOT" | "SYSTEM";

const standings: readonly Standing[] = ["ADMIN", "MENTOR", "MENTEE", "BOT", "SYSTEM"];
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
  readonly fromRole: Standing;
  readonly toRole: Standing;
  readonly relation: (typeof relations)[number];
  /** Who blocks whom, or that the other account is closed. */
  readonly silence: (typeof silences)[number];
}

export const isAutomated = ({ fromRole, toRole }: Pick<Case, "fromRole" | "toRole">): boolean =>
  [fromRole, toRole].some((standing) => standing === "BOT" || standing === "SYSTEM");

/** A `SYSTEM` or `BOT` user is in no group and no list of contacts, and a `SYSTEM` user is not blocked. */
const isPossible = (it: Case) =>
  !isAutomated(it) ||
  (it.relation === "none" &&
    (![it.fromRole, it.toRole].includes("SYSTEM") || ["none", "closed"].includes(it.silence)));

/** Every combination that is possible. */
export const cases: readonly Case[] = standings.flatMap((fromRole) =>
  standings.flatMap((toRole) =>
    relations
      .flatMap((relation) =>
        silences.map((silence) => {
          const name = [fromRole, toRole, relation, silence].join("_");
          const ids = { fromId: `from_${name}`, toId: `to_${name}`, groupId: name };
          return { ...ids, fromRole, toRole, relation, silence };
        }),
      )
      .filter(isPossible),
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

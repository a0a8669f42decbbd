import type { TestApiOptions } from "@parley/api/testing";
import type { ErrorReason } from "@parley/contract/error-reasons";
import type { House } from "../semantics/world.ts";

/** A policy, in the product's words and in those of the semantics. */
export interface Houserules {
  readonly name: string;
  readonly policy: NonNullable<TestApiOptions["policy"]>;
  readonly house: House;
  /** What somebody hears who writes in a direct conversation in which the one blocks the other. */
  readonly acrossBlock: ErrorReason;
}

const editWindow = 15 * 60_000;

export const open: Houserules = {
  name: "the policy that reaches furthest",
  policy: {
    mentorsReach: "all-mentees",
    customContacts: "open",
    blockNotice: "on-attempt",
    editWindow,
  },
  house: {
    mentorsReachEveryMentee: true,
    customContactsAreReached: true,
    blockIsToldAtOnce: false,
    editWindow,
  },
  acrossBlock: "contact_unavailable",
};

export const strict: Houserules = {
  name: "the strictest policy",
  policy: {
    mentorsReach: "own-groups",
    customContacts: "off",
    blockNotice: "immediate",
    editWindow,
  },
  house: {
    mentorsReachEveryMentee: false,
    customContactsAreReached: false,
    blockIsToldAtOnce: true,
    editWindow,
  },
  acrossBlock: "conversation_readonly",
};

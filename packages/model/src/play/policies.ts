import type { TestApiOptions } from "@parley/api/testing";
import type { ErrorReason } from "@parley/contract/error-reasons";
import type { ModelPolicy } from "../semantics/world.ts";

/** A policy as the product and as the model represent it. */
export interface PolicyCase {
  readonly name: string;
  readonly policy: NonNullable<TestApiOptions["policy"]>;
  readonly modelPolicy: ModelPolicy;
  /** The refusal of a message in a direct conversation with a block. */
  readonly acrossBlock: ErrorReason;
}

const editWindow = 15 * 60_000;

export const open: PolicyCase = {
  name: "the policy that reaches furthest",
  policy: {
    mentorsReach: "all-mentees",
    customContacts: "open",
    blockNotice: "on-attempt",
    editWindow,
  },
  modelPolicy: {
    mentorsReachEveryMentee: true,
    customContactsAreReached: true,
    blockIsToldAtOnce: false,
    editWindow,
  },
  acrossBlock: "contact_unavailable",
};

export const strict: PolicyCase = {
  name: "the strictest policy",
  policy: {
    mentorsReach: "own-groups",
    customContacts: "off",
    blockNotice: "immediate",
    editWindow,
  },
  modelPolicy: {
    mentorsReachEveryMentee: false,
    customContactsAreReached: false,
    blockIsToldAtOnce: true,
    editWindow,
  },
  acrossBlock: "conversation_readonly",
};

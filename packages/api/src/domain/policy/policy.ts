/** Settings that an installation decides. Each has a default. */
export interface Policy {
  /** Whether a mentor and a mentee without a common group may write to each other, in either direction. */
  readonly mentorsReach: "all-mentees" | "own-groups";
  /** Whether custom contacts may be written to. */
  readonly customContacts: "open" | "off";
  /** Whether a blocked user learns of it only when they try to write, or at once. */
  readonly blockNotice: "on-attempt" | "immediate";
  /** How long an author may edit a message, in milliseconds. */
  readonly editWindow: number;
}

/** The policy of an installation that sets nothing. */
export const defaultPolicy: Policy = {
  mentorsReach: "all-mentees",
  customContacts: "open",
  blockNotice: "on-attempt",
  editWindow: 15 * 60_000,
};

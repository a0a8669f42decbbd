/** What a programme may decide for itself. Every part has a default. */
export interface Policy {
  /** Whether a mentor and a mentee without a common group may write to each other, whoever of the two begins. */
  readonly mentorsReach: "all-mentees" | "own-groups";
  /** Whether a contact added by hand may be written to. */
  readonly customContacts: "open" | "off";
  /** Whether somebody who is blocked learns of it when they try to write, or at once. */
  readonly blockNotice: "on-attempt" | "immediate";
  /** How long an author may edit a message, in milliseconds. */
  readonly editWindow: number;
}

export const defaultPolicy: Policy = {
  mentorsReach: "all-mentees",
  customContacts: "open",
  blockNotice: "on-attempt",
  editWindow: 15 * 60_000,
};

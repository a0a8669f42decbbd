/** What a programme may decide for itself. Every part has a default. */
export interface Policy {
  /** Whom a mentor may write to first. */
  readonly mentorsReach: "all-mentees" | "own-groups";
  /** Whether a contact added by hand may be written to. */
  readonly customContacts: "open" | "off";
}

export const defaultPolicy: Policy = { mentorsReach: "all-mentees", customContacts: "open" };

/** What screen readers hear of new messages. */
export interface AnnouncerLabels {
  readonly announceMessage: (name: string) => string;
  readonly announceMessages: (formatted: string, count: number) => string;
  /** Stands for a person whom one no longer sees. */
  readonly formerMember: string;
}

export const englishAnnouncerLabels: AnnouncerLabels = {
  announceMessage: (name) => `New message from ${name}`,
  announceMessages: (formatted) => `${formatted} new messages`,
  formerMember: "Former member",
};

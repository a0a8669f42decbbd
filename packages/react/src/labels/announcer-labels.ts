/** Announcements of new messages for screen readers. */
export interface AnnouncerLabels {
  readonly announceMessage: (name: string) => string;
  /** If the sender's name is not known. */
  readonly announceNewMessage: string;
  readonly announceMessages: (formatted: string, count: number) => string;
  /** Name of a user whom the reader no longer sees. */
  readonly formerMember: string;
}

export const englishAnnouncerLabels: AnnouncerLabels = {
  announceMessage: (name) => `New message from ${name}`,
  announceNewMessage: "New message",
  announceMessages: (formatted) => `${formatted} new messages`,
  formerMember: "Former member",
};

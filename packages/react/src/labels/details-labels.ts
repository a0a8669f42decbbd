import type { ResponseTime } from "@parley/contract";

/** Labels of the panel about the other side of a conversation, of its search, and of messages that links lead to. */
export interface DetailsLabels {
  /** The panel about a person or a group. */
  readonly detailsOf: (name: string) => string;
  readonly role: string;
  readonly localTime: string;
  /** The time where the other user is. `hours` is the difference, formatted. */
  readonly timeAhead: (time: string, hours: string) => string;
  readonly timeBehind: (time: string, hours: string) => string;
  readonly timeSame: (time: string) => string;
  readonly contactSince: string;
  readonly answers: string;
  /** How long a user usually takes to answer. */
  readonly responseTimes: Readonly<Record<ResponseTime, string>>;
  readonly sharedGroups: string;

  readonly sharedLinks: string;
  readonly noLinks: string;
  /** There are older messages, which were not looked at. */
  readonly noLinksLately: string;
  readonly olderLinks: string;
  readonly showInConversation: string;

  readonly members: string;
  readonly searchMembers: string;
  readonly noMembersFound: (search: string) => string;
  readonly mentorOfGroup: string;
  readonly memberSince: (day: string) => string;

  /** A link leads to a message that does not exist or is not visible. */
  readonly messageGone: string;
  readonly messageWasDeleted: string;
}

export const englishDetailsLabels: DetailsLabels = {
  detailsOf: (name) => `About ${name}`,
  role: "Role",
  localTime: "Local time",
  timeAhead: (time, hours) => `${time} there, ${hours} h ahead`,
  timeBehind: (time, hours) => `${time} there, ${hours} h behind`,
  timeSame: (time) => `${time}, the same as yours`,
  contactSince: "In contact since",
  answers: "Answers",
  responseTimes: {
    hour: "Usually within an hour",
    hours: "Usually within a few hours",
    day: "Usually within a day",
    days: "Usually within several days",
  },
  sharedGroups: "Groups you share",

  sharedLinks: "Shared links",
  noLinks: "Links from your messages appear here.",
  noLinksLately: "No links in the newest messages.",
  olderLinks: "Show older links",
  showInConversation: "Show in conversation",

  members: "Members",
  searchMembers: "Search members",
  noMembersFound: (search) => `No member is called “${search}”.`,
  mentorOfGroup: "Mentor of this group",
  memberSince: (day) => `since ${day}`,

  messageGone: "This message is not here, or is not yours to see.",
  messageWasDeleted: "This message was deleted.",
};

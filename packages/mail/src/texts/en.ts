import { pluralIn } from "./plural.ts";
import type { MailTexts } from "./texts.ts";

const plural = pluralIn("en");

/** Mails in English. */
export const english: MailTexts = {
  direction: "ltr",
  via: (name, programme) => `${name} via ${programme}`,

  fromUser: (name) => `${name} wrote to you`,
  inGroup: (title) => `New messages in ${title}`,
  fromSeveral: (titles) => `New messages: ${titles}`,
  unreadIn: (programme) => `You have unread messages in ${programme}`,
  unread: (count, formatted) =>
    plural(count, { one: "1 unread message", other: `${formatted} unread messages` }),
  digest: (programme) => `Waiting for you in ${programme}`,
  reminder: (programme) => `An action item of yours is due in ${programme}`,
  meeting: {
    soon: "Your meeting begins in an hour",
    proposed: "Other times for your meeting",
    agreed: "Your meeting is agreed",
    declined: "The times that you proposed do not suit",
    canceled: "Your meeting was cancelled",
  },
  report: (programme) => `A new report in ${programme}`,
  urgentReport: (programme) => `Urgent: a report of danger in ${programme}`,
  reportBody: "A user has sent a report. It is not quoted here: read it where you decide on it.",
  openReports: "Open the reports",
  test: (programme) => `Test of notifications by ${programme}`,
  testBody: "This is a test. If you can read it, notifications by e-mail reach you.",

  mentionsYou: "mentions you",
  more: (count, formatted) =>
    plural(count, { one: "and 1 more message", other: `and ${formatted} more messages` }),
  moreConversations: (count, formatted) =>
    plural(count, { one: "and 1 more conversation", other: `and ${formatted} more conversations` }),
  openConversation: "Open the conversation",
  openMessages: "Open messages",

  replyAbove: "Write your reply above this line",
  mayReply: "You can also answer by replying to this e-mail.",
  why: (programme) => `You get this e-mail because of your notification settings in ${programme}.`,
  settings: "Change settings",
  unsubscribe: "Unsubscribe",

  stopTitle: (programme) => `Stop e-mails from ${programme}?`,
  stopBody: "You will get no more notifications by e-mail. Your messages stay where they are.",
  stopChoice: "Choose what you do not want any more. Your messages stay where they are.",
  stopButton: "Stop e-mails",
  stopped:
    "You will get no more notifications by e-mail. You can turn them on again in the settings.",
  stopOnly: {
    direct: "Stop notifications of direct messages",
    group: "Stop notifications of messages in groups",
    digest: "Stop summaries",
    conversation: "Stop notifications of this conversation",
  },
  stoppedOnly:
    "You will get no more of these notifications. You can turn them on again in the app.",
  linkInvalid:
    "This link is not valid any more. You can change your notifications in the settings.",

  notDelivered: (programme) => `Your reply to ${programme} was not delivered`,
  refusals: {
    unknown_sender:
      "No user has the e-mail address that you wrote from. Reply from the address at which you get notifications.",
    sender_not_verified:
      "It could not be verified that the e-mail comes from your address. Please answer in the app instead.",
    address_invalid:
      "The address that you replied to is not yours to use. Please answer in the app instead.",
    address_expired:
      "The e-mail that you replied to is more than 30 days old. Please answer in the app instead.",
    empty: "The e-mail has no text above the quoted message.",
    not_allowed: "You cannot write in this conversation any more.",
    too_many: "You have sent too many messages. Wait a moment and send your reply again.",
  },
  tooLong: (count, max) => `The reply has ${count} characters; a message may have ${max}.`,
  attachmentsLeft: (programme) =>
    `Your reply to ${programme} was delivered without its attachments`,
  attachmentsLeftBody:
    "Your text was delivered. Attachments of e-mails are not, so nobody has received them.",
  yourText: "This is what you wrote:",
};

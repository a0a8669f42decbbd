/** Labels of meetings. Times are written out, zones are those of the IANA database. */
export interface MeetingLabels {
  readonly proposeMeeting: string;
  readonly upcomingMeetings: string;
  readonly noMeetings: string;
  readonly earlierMeetings: (formatted: string, count: number) => string;
  /** Names a meeting without a title. */
  readonly meeting: string;
  /** The title in a calendar. */
  readonly meetingWith: (name: string) => string;
  readonly meetingTitle: string;
  readonly meetingPlace: string;
  readonly meetingMinutes: string;
  readonly minutes: (formatted: string, count: number) => string;
  readonly meetingTimes: string;
  /** A time of a proposal, by its place. */
  readonly meetingTime: (formatted: string) => string;
  readonly addTime: string;
  readonly removeTime: (formatted: string) => string;
  /** The same time by the clocks of the other user. */
  readonly timeFor: (time: string, name: string, zone: string) => string;
  readonly timeInZone: (time: string, zone: string) => string;
  readonly sendProposal: string;
  readonly badTimes: string;
  readonly meetingFailed: (reason: string) => string;
  readonly meetingChanged: string;
  readonly proposedByYou: string;
  readonly proposedBy: (name: string) => string;
  readonly waitsFor: (name: string) => string;
  readonly agreedSoFar: string;
  readonly meetingAgreed: string;
  readonly declinedByYou: string;
  readonly declinedBy: (name: string) => string;
  readonly canceledByYou: string;
  readonly canceledBy: (name: string) => string;
  readonly timesPassed: string;
  /** The name of a button that is labelled `accept`. */
  readonly acceptTime: (time: string) => string;
  readonly accept: string;
  readonly otherTimes: string;
  readonly declineTimes: string;
  readonly keepTime: string;
  readonly cancelMeeting: string;
  readonly withdrawMeeting: string;
  readonly cancelMeetingTitle: string;
  readonly cancelMeetingTold: (name: string) => string;
  readonly keepMeeting: string;
  readonly addToCalendar: string;
  readonly removeFromCalendar: string;
  readonly didYouMeet: string;
  readonly weMet: string;
  readonly weDidNotMeet: string;
  readonly saysMet: (name: string) => string;
  readonly saysMissed: (name: string) => string;
}

export const englishMeetingLabels: MeetingLabels = {
  proposeMeeting: "Propose a meeting",
  upcomingMeetings: "Upcoming meetings",
  noMeetings: "No meetings planned.",
  earlierMeetings: (formatted, count) =>
    count === 1 ? "1 earlier meeting" : `${formatted} earlier meetings`,
  meeting: "Meeting",
  meetingWith: (name) => `Meeting with ${name}`,
  meetingTitle: "What it is about (optional)",
  meetingPlace: "Place or link (optional)",
  meetingMinutes: "Duration",
  minutes: (formatted, count) => (count === 1 ? "1 minute" : `${formatted} minutes`),
  meetingTimes: "Times to choose from",
  meetingTime: (formatted) => `Time ${formatted}`,
  addTime: "Add another time",
  removeTime: (formatted) => `Remove time ${formatted}`,
  timeFor: (time, name, zone) => `${time} for ${name} (${zone})`,
  timeInZone: (time, zone) => `${time} (${zone})`,
  sendProposal: "Propose",
  badTimes:
    "Check the times: each has to be in the future, at most a year ahead, not skipped when clocks are changed, and not overlap another one.",
  meetingFailed: (reason) => `The meeting was not saved. ${reason}`,
  meetingChanged: "The meeting was changed in the meantime. Look at it again.",
  proposedByYou: "You propose to meet",
  proposedBy: (name) => `${name} proposes to meet`,
  waitsFor: (name) => `Waiting for the answer of ${name}`,
  agreedSoFar: "Agreed until another time is accepted",
  meetingAgreed: "Agreed",
  declinedByYou: "You declined",
  declinedBy: (name) => `${name} declined`,
  canceledByYou: "You cancelled it",
  canceledBy: (name) => `${name} cancelled it`,
  timesPassed: "These times have passed.",
  acceptTime: (time) => `Accept ${time}`,
  accept: "Accept",
  otherTimes: "Propose other times",
  declineTimes: "Decline",
  keepTime: "Keep the agreed time",
  cancelMeeting: "Cancel the meeting",
  withdrawMeeting: "Withdraw",
  cancelMeetingTitle: "Cancel this meeting?",
  cancelMeetingTold: (name) => `${name} will be told.`,
  keepMeeting: "Keep the meeting",
  addToCalendar: "Add to calendar",
  removeFromCalendar: "Remove from calendar",
  didYouMeet: "Did you meet?",
  weMet: "We met",
  weDidNotMeet: "We did not meet",
  saysMet: (name) => `${name} says that you met.`,
  saysMissed: (name) => `${name} says that you did not meet.`,
};

import type { ReportCategory } from "@parley/contract";

/** Labels of reports to staff, in words for young readers. */
export interface ReportLabels {
  /** The action on a message. */
  readonly report: string;
  readonly reportPerson: (name: string) => string;
  readonly askStaff: string;
  readonly reportMessageTitle: string;
  readonly reportPersonTitle: (name: string) => string;
  /** Asks for the category. */
  readonly reportWhat: string;
  readonly reportCategories: Readonly<Record<ReportCategory, string>>;
  readonly reportText: string;
  /** The same where it may be left empty. */
  readonly reportTextOptional: string;
  readonly askText: string;
  readonly reportNextTitle: string;
  readonly reportOnlyStaff: string;
  readonly reportNotTold: (name: string) => string;
  readonly reportKeeps: string;
  readonly reportThen: string;
  readonly reportDanger: string;
  readonly sendReport: string;
  readonly reportChoose: string;
  readonly reportTextMissing: string;
  readonly reportTextLong: (max: string) => string;
  /** It could not be sent yet, and is sent again. */
  readonly reportWaiting: string;
  readonly reportTooMany: string;
  readonly reportGone: string;
  readonly reportFailed: (reason: string) => string;
  readonly reportSent: string;
  readonly reportSentText: string;
  readonly reportBlockOffer: (name: string) => string;
  readonly reportBlocked: (name: string) => string;
  readonly reportBlockFailed: (name: string, reason: string) => string;
  readonly done: string;
}

export const englishReportLabels: ReportLabels = {
  report: "Report…",
  reportPerson: (name) => `Report ${name}…`,
  askStaff: "Ask staff for help",
  reportMessageTitle: "Report this message",
  reportPersonTitle: (name) => `Report ${name}`,
  reportWhat: "What is it about?",
  reportCategories: {
    bullying: "Unkind words or bullying",
    sexual: "Something sexual",
    contact: "I am asked for contact outside of here, or to keep a secret",
    gifts: "Money or gifts",
    danger: "A threat, or someone is in danger",
    spam: "Spam or fraud",
    other: "Something else",
  },
  reportText: "What happened?",
  reportTextOptional: "What happened? (You can leave this empty.)",
  askText: "How can we help you?",
  reportNextTitle: "What happens next",
  reportOnlyStaff: "Only the staff of your programme see this.",
  reportNotTold: (name) => `${name} is not told.`,
  reportKeeps: "Staff also see the messages around it, even if they are deleted later.",
  reportThen: "Staff read it and decide what to do. They may write to you.",
  reportDanger:
    "If someone is in danger right now, tell an adult you trust or call the emergency number.",
  sendReport: "Send to staff",
  reportChoose: "Choose what it is about.",
  reportTextMissing: "Write what happened, so that staff can help.",
  reportTextLong: (max) => `That is too long: ${max} characters at most.`,
  reportWaiting:
    "Not sent yet: there is no connection. It is sent as soon as there is one. Keep this open.",
  reportTooMany:
    "You have sent many reports today, and this one was not sent. Write a message to staff, or try again tomorrow.",
  reportGone: "This cannot be reported: you cannot see it.",
  reportFailed: (reason) => `The report was not sent. ${reason}`,
  reportSent: "Thank you for telling us",
  reportSentText: "Staff have your report. You did the right thing.",
  reportBlockOffer: (name) =>
    `Do you want to block ${name}? Then you get no messages from each other.`,
  reportBlocked: (name) => `You have blocked ${name}.`,
  reportBlockFailed: (name, reason) => `${name} was not blocked. ${reason}`,
  done: "Done",
};

import type { MailKind } from "../addresses.ts";
import type { MailLanguage, MeetingNews } from "../content.ts";
import { arabic } from "./ar.ts";
import { english } from "./en.ts";
import { french } from "./fr.ts";
import { german } from "./de.ts";
import { portuguese } from "./pt.ts";
import { spanish } from "./es.ts";

/** Why a reply was not accepted. */
export type RefusalReason =
  | "unknown_sender"
  | "sender_not_verified"
  | "address_invalid"
  | "address_expired"
  | "empty"
  | "too_long"
  | "not_allowed"
  | "too_many";

/** The texts of mails in one language. Names arrive isolated; counts both as number and formatted. */
export interface MailTexts {
  readonly direction: "ltr" | "rtl";
  readonly via: (name: string, programme: string) => string;

  readonly fromUser: (name: string) => string;
  readonly inGroup: (title: string) => string;
  readonly fromSeveral: (titles: string) => string;
  readonly unreadIn: (programme: string) => string;
  readonly unread: (count: number, formatted: string) => string;
  readonly digest: (programme: string) => string;
  readonly reminder: (programme: string) => string;
  /** What is told of a meeting. */
  readonly meeting: Readonly<Record<MeetingNews, string>>;
  readonly report: (programme: string) => string;
  /** Of a threat or danger. */
  readonly urgentReport: (programme: string) => string;
  readonly reportBody: string;
  readonly openReports: string;
  readonly test: (programme: string) => string;
  readonly testBody: string;

  readonly mentionsYou: string;
  readonly more: (count: number, formatted: string) => string;
  readonly moreConversations: (count: number, formatted: string) => string;
  readonly openConversation: string;
  readonly openMessages: string;

  /** The line above which a reply is written, so that everything below it is quoted text. */
  readonly replyAbove: string;
  readonly mayReply: string;
  readonly why: (programme: string) => string;
  readonly settings: string;
  readonly unsubscribe: string;

  /** The page of an unsubscribe link. */
  readonly stopTitle: (programme: string) => string;
  readonly stopBody: string;
  /** In the place of `stopBody` if there are several buttons. */
  readonly stopChoice: string;
  readonly stopButton: string;
  readonly stopped: string;
  /** Buttons that end less than all e-mails, and what is said then. */
  readonly stopOnly: Readonly<Record<MailKind | "conversation", string>>;
  readonly stoppedOnly: string;
  readonly linkInvalid: string;

  readonly notDelivered: (programme: string) => string;
  readonly refusals: Readonly<Record<Exclude<RefusalReason, "too_long">, string>>;
  readonly tooLong: (count: string, max: string) => string;
  /** A reply was posted, but not its attachments. */
  readonly attachmentsLeft: (programme: string) => string;
  readonly attachmentsLeftBody: string;
  readonly yourText: string;
}

const texts = {
  en: english,
  es: spanish,
  de: german,
  pt: portuguese,
  fr: french,
  ar: arabic,
} satisfies Record<MailLanguage, MailTexts>;

/** The texts of a language. */
export const textsOf = (language: MailLanguage): MailTexts => texts[language];

/** The delimiter lines of all languages. */
export const delimiters: readonly string[] = Object.values(texts).map(
  ({ replyAbove }) => replyAbove,
);

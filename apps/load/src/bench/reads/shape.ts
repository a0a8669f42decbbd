import { type Dataset, personId } from "../seed/dataset.ts";

/** Contents of a database whose reads are measured. */
export interface Shape {
  /** Its messages, besides those of the user with few and of the users who open the app. */
  readonly stored: number;
  /** Messages of each conversation of the user with many. */
  readonly each: number;
  /** Messages of each conversation of the users who open the app. */
  readonly others: number;
}

/** A user with 20 conversations and 1,000 messages, one conversation longer than a page. */
export const FEW = { id: "few", conversations: 20, longest: 525, each: 25 } as const;
/** A user with 200 conversations. */
export const MANY = { id: "many", conversations: 200 } as const;
/** Users who open the app at once, each with 20 conversations. */
export const OPENERS = 100;
export const ring: Dataset = { people: OPENERS, reach: 10 };
export const opener = (at: number): string => personId(at % OPENERS);

/** A word in five messages of each of the two users. */
export const RARE_WORD = "quokka";

/** One user has at most these; all others are of other users. */
const OWN_MAX = 1_000_000;

/** The shape of a database with about this many messages. */
export function shapeOf(stored: number): Shape {
  const own = Math.min(stored, OWN_MAX);
  const conversations = ring.people * ring.reach;
  return {
    stored,
    each: Math.max(1, Math.round(own / MANY.conversations)),
    others: Math.max(2, Math.round((stored - own) / conversations)),
  };
}

/** Each conversation spreads over these days, one message every two seconds at most; all conversations at once. */
const HALF_SPAN = (300 * 86_400) / 2;
const BEGIN = Date.parse("2025-06-01T00:00:00.000Z");

/** The first number of the conversations of each user, so that no two messages have the same time. */
export const places = { ring: 0, few: 1_000, many: 1_020 } as const;

/** SQL of the time of a message; `at`, `each` and `place` are columns. */
export const writtenAtSql = `to_timestamp(${BEGIN / 1_000}) + 2 * (at::bigint * ${HALF_SPAN} / each) * interval '1 second'
  + place * interval '1 millisecond'`;

/** The same time for a call. */
export const writtenAt = (message: { at: number; each: number; place: number }): string =>
  new Date(
    BEGIN + 2_000 * Math.floor((message.at * HALF_SPAN) / message.each) + message.place,
  ).toISOString();

/** The id of a conversation of one of the two users. */
export function conversationOf(userId: string, at: number): string {
  const owner = userId === FEW.id ? "001" : "002";
  return `01900000-0000-7000-9${owner}-${at.toString(16).padStart(12, "0")}`;
}

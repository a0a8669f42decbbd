import * as z from "zod";
import { createChance } from "../seed/chance.ts";
import { FREQUENT_WORD } from "../seed/texts.ts";
import type { PlainName } from "./plain-statements.ts";
import {
  conversationOf,
  FEW,
  MANY,
  opener,
  OPENERS,
  places,
  RARE_WORD,
  type Shape,
  writtenAt,
} from "./shape.ts";

/** How a read is answered: by Parley, or by one statement behind a bare route. */
export const ways = {
  socket: { label: "Parley, socket", isParley: true },
  http: { label: "Parley, HTTP", isParley: true },
  plain: { label: "plain", isParley: false },
  trigram: { label: "`pg_trgm`", isParley: false },
  tsvector: { label: "`tsvector`", isParley: false },
} as const;
export type Way = keyof typeof ways;

/** The statement of the plain server that answers a call, and its parameters. */
export interface PlainCall {
  readonly name: PlainName;
  readonly values: readonly unknown[];
}

/** One call, as each way makes it. */
export interface Call {
  readonly userId: string;
  readonly path: string;
  readonly input: unknown;
  readonly plain: Partial<Record<Way, PlainCall>>;
}

/** A read that is measured. */
export interface Read {
  readonly label: string;
  /** Concurrent callers, each of whom calls again once answered. */
  readonly callers: readonly number[];
  readonly ways: readonly Way[];
  /** Whether a database of this size has what it reads. */
  readonly fits: (shape: Shape) => boolean;
  /** Creates the calls, the same ones for every way. */
  readonly calls: (shape: Shape) => () => Call;
  /** Bring the answer of Parley, and that of a plain way, into the same form. */
  readonly ofParley: z.ZodType;
  readonly ofPlain: z.ZodType;
  /** Whether the answer is empty. */
  readonly isEmpty?: true;
}

const CALLERS = [1, 16];
const always = () => true;
const rowWithId = z.object({ id: z.string() });
const ids = z.array(rowWithId).transform((rows) => rows.map(({ id }) => id));

const simple = {
  callers: CALLERS,
  ways: ["socket", "plain", "http"],
  fits: always,
} as const satisfies Partial<Read>;

const same = (call: Omit<Call, "plain"> & { plain: PlainCall }) => () => {
  const made = { ...call, plain: { plain: call.plain } };
  return () => made;
};

function listOf(userId: string, conversations: number): Read {
  return {
    ...simple,
    label: `\`conversations.list\`, ${conversations} conversations`,
    calls: same({
      userId,
      path: "conversations.list",
      input: {},
      plain: { name: "conversations", values: [userId] },
    }),
    ofParley: z
      .object({
        conversations: z.array(
          z.object({
            id: z.string(),
            with: z.object({ person: z.object({ id: z.string(), name: z.string() }) }),
            lastMessage: rowWithId,
            unread: z.int(),
          }),
        ),
      })
      .transform(({ conversations: rows }) =>
        rows.map((row) => ({
          id: row.id,
          otherId: row.with.person.id,
          name: row.with.person.name,
          lastId: row.lastMessage.id,
          unread: row.unread,
        })),
      ),
    ofPlain: z.array(
      z.object({
        id: z.string(),
        otherId: z.string(),
        name: z.string(),
        lastId: z.string(),
        unread: z.int(),
      }),
    ),
  };
}

const page = {
  ...simple,
  ofParley: z.object({ messages: ids }).transform(({ messages }) => messages),
  ofPlain: ids.transform((newestFirst) => newestFirst.toReversed()),
} as const;

/** Any page of the conversations of a user that have more than one. */
function anywhere(
  label: string,
  { userId, conversations, messages, fits, place }: AnywhereOptions,
): Read {
  return {
    ...page,
    label,
    fits,
    calls(shape) {
      const chance = createChance(11);
      return () => {
        const number = chance(conversations);
        const conversationId = conversationOf(userId, number);
        const last = messages(shape);
        const seq = Math.min(last, PAGE + 2 + chance(last - PAGE));
        return {
          userId,
          path: "messages.list",
          input: { conversationId, at: { from: "before", seq } },
          plain: {
            plain: {
              name: "messagesBefore",
              values: [conversationId, writtenAt({ at: seq, each: last, place: place + number })],
            },
          },
        };
      };
    },
  };
}

interface AnywhereOptions {
  readonly userId: string;
  readonly conversations: number;
  readonly messages: (shape: Shape) => number;
  readonly fits: Read["fits"];
  readonly place: number;
}

const PAGE = 50;

function contactsOf(userId: string, contacts: number): Read {
  return {
    ...simple,
    label: `\`contacts.list\`, ${contacts} contacts`,
    calls: same({
      userId,
      path: "contacts.list",
      input: {},
      plain: { name: "contacts", values: [userId] },
    }),
    ofParley: z
      .object({ contacts: z.array(z.object({ person: rowWithId })) })
      .transform(({ contacts: rows }) => rows.map(({ person }) => person.id)),
    ofPlain: ids,
  };
}

const HITS = 20;

function searchOf(
  label: string,
  { userId, word, isEmpty }: { userId: string; word: string; isEmpty?: true },
): Read {
  const call: Call = {
    userId,
    path: "messages.search",
    input: { text: word, limit: HITS },
    plain: {
      trigram: { name: "searchTrigram", values: [userId, `%${word}%`, HITS] },
      tsvector: { name: "searchTsvector", values: [userId, word, HITS] },
    },
  };
  return {
    callers: CALLERS,
    ways: ["socket", "trigram", "tsvector", "http"],
    fits: always,
    label: `\`messages.search\`, ${label}`,
    calls: () => () => call,
    ofParley: z
      .object({ hits: z.array(z.object({ message: rowWithId })) })
      .transform(({ hits }) => hits.map(({ message }) => message.id)),
    ofPlain: ids,
    ...(isEmpty && { isEmpty }),
  };
}

const profile = z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.string() });
const NAMES = "person 1";

/** Every read that is measured, in the order of the report. */
export const reads = {
  me: {
    ...simple,
    label: "`users.me`",
    calls: same({
      userId: FEW.id,
      path: "users.me",
      input: undefined,
      plain: { name: "me", values: [FEW.id] },
    }),
    ofParley: profile,
    ofPlain: z
      .array(profile)
      .length(1)
      .transform(([row]) => row),
  },
  listFew: listOf(FEW.id, FEW.conversations),
  listMany: listOf(MANY.id, MANY.conversations),
  end: {
    ...page,
    label: "`messages.list`, the end",
    calls: same({
      userId: FEW.id,
      path: "messages.list",
      input: { conversationId: conversationOf(FEW.id, 0) },
      plain: { name: "messagesAtEnd", values: [conversationOf(FEW.id, 0)] },
    }),
  },
  anywhere: anywhere("`messages.list`, anywhere", {
    userId: FEW.id,
    conversations: 1,
    messages: () => FEW.longest,
    fits: always,
    place: places.few,
  }),
  anywhereInAll: anywhere("`messages.list`, anywhere in all own messages", {
    userId: MANY.id,
    conversations: MANY.conversations,
    messages: ({ each }) => each,
    fits: ({ each }) => each > PAGE,
    place: places.many,
  }),
  contactsFew: contactsOf(FEW.id, FEW.conversations),
  contactsMany: contactsOf(MANY.id, MANY.conversations),
  people: {
    ...simple,
    label: "`users.search`",
    calls: same({
      userId: MANY.id,
      path: "users.search",
      input: { text: NAMES, limit: HITS },
      plain: { name: "people", values: [MANY.id, `%${NAMES}%`, HITS] },
    }),
    ofParley: z.object({ people: ids }).transform(({ people }) => people),
    ofPlain: ids,
  },
  searchRare: searchOf("a word of five of all own messages", { userId: MANY.id, word: RARE_WORD }),
  searchFrequent: searchOf("a word of two in three of all own messages", {
    userId: MANY.id,
    word: FREQUENT_WORD,
  }),
  searchNone: searchOf("a word of no message", { userId: MANY.id, word: "zyzzyva", isEmpty: true }),
  searchFrequentFew: searchOf("a word of two in three, 1,000 own messages", {
    userId: FEW.id,
    word: FREQUENT_WORD,
  }),
  searchRareFew: searchOf("a word of five, 1,000 own messages", {
    userId: FEW.id,
    word: RARE_WORD,
  }),
} as const satisfies Record<string, Read>;

/** Everything that the web app requests when a user opens it, and what a plain app of the same screen would. */
const opening = {
  label: "opening the app",
  callers: [1, OPENERS],
  ways: ["socket", "plain"],
} as const satisfies Partial<Read>;

export type ReadName = keyof typeof reads | "opening";

/** Every read by its name; the map has the type that all of them share. */
export const readOf = (name: keyof typeof reads): Read => reads[name];

// The keys of an object literal are its own.
export const readNames = Object.keys(reads) as (keyof typeof reads)[];

/** What is common to all reads, opening the app included. */
export const measuredAs = (name: ReadName): Pick<Read, "label" | "callers" | "ways"> =>
  name === "opening" ? opening : reads[name];

/** The calls of the web app when `@parley/client` has no stored state, after `users.me`: one batch over HTTP. */
export const openingCalls = [
  { path: "conversations.list", input: {} },
  { path: "conversations.list", input: { filter: "pinned" } },
  { path: "conversations.list", input: { filter: "unread" } },
  { path: "contacts.blocked", input: undefined },
  { path: "contacts.list", input: {} },
] as const;

/** What a plain app asks instead: the row of the user first, then these. */
export const plainOpening = (at: number): readonly [PlainCall, ...PlainCall[]] => [
  { name: "me", values: [opener(at)] },
  { name: "conversations", values: [opener(at)] },
  { name: "contacts", values: [opener(at)] },
];

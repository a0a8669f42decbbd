import type { Card } from "@parley/contract/cards";
import type { BlockedPerson, Contact } from "@parley/contract/contacts";
import type { ConversationDetail } from "@parley/contract/conversations";
import type { EventOf, StreamEventType } from "@parley/contract/events";
import type { Group } from "@parley/contract/groups";
import type { Me, Person } from "@parley/contract/people";
import type { Draft, ScheduledMessage, Template } from "@parley/contract/writing";
import { participants, streamEvents, streams } from "@parley/db/schema";
import { computed, nullable, outerJoined, type RowOf } from "@parley/db/statement";
import { messageRow } from "../../../messages/message-row.ts";
import type { KeptMessages } from "../../../participants/kept-messages.ts";
import type { ReportNews } from "../../../reports/load-reports.ts";
import type { ReadStateNow } from "../../../participants/read-state.ts";

/** The columns of a row of a user's log, with the message that it names if the user can see it. */
export const logRow = {
  /** The recipient. */
  owner: streams.userId,
  number: computed.float,
  type: computed.text<StreamEventType>(),
  /** The conversation. */
  about: streamEvents.conversationId,
  subject_id: streamEvents.subjectId,
  data: streamEvents.data,
  /** What the subject shares of their read position. */
  shared_read_seq: nullable(participants.sharedReadSeq),
  ...outerJoined(messageRow),
} as const;

export type LogRow = RowOf<typeof logRow>;

/** The part of a row that decides what its event is made of. */
export type RowKey = Pick<LogRow, "owner" | "type" | "subject_id">;

/** What the rows of one recipient refer to in addition to messages, in its current state, by id. */
export interface References {
  /** The recipient's own, by conversation. */
  readonly readStates: ReadonlyMap<string, ReadStateNow>;
  readonly conversations: ReadonlyMap<string, ConversationDetail>;
  /** The recipient's own, by conversation. */
  readonly kept: ReadonlyMap<string, KeptMessages>;
  readonly contacts: ReadonlyMap<string, Contact>;
  readonly blocked: ReadonlyMap<string, BlockedPerson>;
  readonly groups: ReadonlyMap<string, Group>;
  readonly people: ReadonlyMap<string, Person>;
  /** The recipient's own, by id. */
  readonly scheduled: ReadonlyMap<string, ScheduledMessage>;
  readonly templates: ReadonlyMap<string, Template>;
  /** By conversation. */
  readonly drafts: ReadonlyMap<string, Draft>;
  /** Those that the recipient sees, by id. */
  readonly cards: ReadonlyMap<string, Card>;
  /** Their own, and those that they see as an ADMIN, by id. */
  readonly reports: ReadonlyMap<string, ReportNews>;
  /** The recipient, if `people` includes them. */
  readonly me: Me | undefined;
}

/** What an event needs in addition to its row. A message comes with the row. */
export type Need = "message" | Exclude<keyof References, "me">;

/** The recipient of an event, as far as that decides which facts the event explains. */
export interface Recipient {
  readonly userId: string;
  /** Whether the conversation was in their list before. */
  readonly hasConversation: (id: string) => boolean;
}

/** What the server knows of one type of event. */
export interface EventDefinition<Type extends StreamEventType> {
  readonly needs: readonly Need[] | ((row: RowKey) => readonly Need[]);
  /** Whether all recipients get the same event: it is then made once and serialised once. Absent if each gets their own. */
  readonly isShared?: ((row: LogRow) => boolean) | undefined;
  /** Returns undefined if the recipient may no longer see what the event refers to: it is then omitted. */
  readonly toEvent: (row: LogRow, references: References) => EventOf<Type> | undefined;
  /**
   * The facts of the recipient's state that the event brings up to date, as prefixes of the names in
   * `testing/oracle/state.ts`. A verb that changes another fact lacks an event. Only the oracle calls it.
   */
  readonly explains: (event: EventOf<Type>, recipient: Recipient) => readonly string[];
}

export type EventDefinitions = { readonly [Type in StreamEventType]: EventDefinition<Type> };

/** The definitions of one family: of all types whose names begin with `Family`. */
export type EventFamily<Family extends string> = Pick<
  EventDefinitions,
  Extract<StreamEventType, `${Family}.${string}`>
>;

/** Names of facts about a conversation. */
export const conversationFacts = (id: string, ...parts: readonly string[]): string[] =>
  parts.map((part) => `conversation:${id}:${part}`);

/** Facts about what a user has read. */
export const READING = ["readSeq", "unread", "mentions", "markedUnread", "filters"] as const;

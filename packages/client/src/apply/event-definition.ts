import type { EventOf, StreamEventType } from "@parley/contract";
import type { Applied, Missing, Snapshot } from "../snapshot.ts";
import type { Checks } from "./checks.ts";

/**
 * A cached answer of the server that is not part of the snapshot: results of a search, messages that mention the user,
 * pinned ones of a conversation, those that the user has saved, messages with links, what is known of the other side
 * of a conversation, and reports to staff.
 */
export type RequestCache =
  | "searches"
  | "mentions"
  | "pinned"
  | "saved"
  | "links"
  | "files"
  | "about"
  | "reports";

/** What the client knows of one type of event. */
export interface EventDefinition<Type extends StreamEventType> {
  /** One check for each field. An event that fails one is treated as a `resync`. */
  readonly fields: Checks<Omit<EventOf<Type>, "type">>;
  /** Pure and idempotent. An event older than the snapshot changes nothing. */
  readonly apply: (snapshot: Snapshot, event: EventOf<Type>) => Applied;
  /** The request caches whose results may now be outdated. */
  readonly outdates:
    | readonly RequestCache[]
    | ((event: EventOf<Type>, userId: string) => readonly RequestCache[]);
}

export type EventDefinitions = { readonly [Type in StreamEventType]: EventDefinition<Type> };

/** The definitions of one family: of all types whose names begin with `Family`. */
export type EventFamily<Family extends string> = Pick<
  EventDefinitions,
  Extract<StreamEventType, `${Family}.${string}`>
>;

const NOTHING: readonly Missing[] = [];

/** A change after which nothing has to be fetched. */
export const complete = (snapshot: Snapshot): Applied => ({ snapshot, missing: NOTHING });

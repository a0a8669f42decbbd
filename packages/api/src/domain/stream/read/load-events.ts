import type { StreamEvent } from "@parley/contract/events";
import type { Database } from "@parley/db/database";
import { messages, participants, streamEvents } from "@parley/db/schema";
import { fragment, preparedStatement, type RowOf } from "@parley/db/statement";
import type { Delivery } from "../../../bus/bus.ts";
import type { Hint } from "../../../bus/transport.ts";
import { loadReadStatesOf } from "../../participants/read-state.ts";
import { isVisible } from "../../participants/visibility.ts";
import { messageColumns } from "../../messages/message-row.ts";
import { isShared, needsOf, toEvent } from "./events.ts";
import { logRow, type References } from "./events/event-definition.ts";

const eventRow = {
  ...logRow,
  /** The seq of the message, also in the rows that leave out its columns. */
  place: streamEvents.messageSeq,
} as const;

type EventRow = RowOf<typeof eventRow>;

/**
 * The new events of many users. A message that several of them got is read once: the first row of each message has
 * its columns, the others have nulls.
 *
 * Each row is looked up separately (`lateral`, with a limit): a plan that was made while a table was known to be empty
 * joins by a sequential scan, and keeps doing so when the table has grown. That took 600 ms at 16,000 messages.
 *
 * The parameters are in subqueries, so that the planner cannot count their elements: otherwise it would plan anew
 * for each number of users, which costs more than the read itself.
 */
const eventRows = preparedStatement({
  name: "events.news",
  row: eventRow,
  text: fragment`with asked as (
    select * from unnest((select $1::text[]), (select $2::bigint[]), (select $3::bigint[]))
      as a (user_id, first, last)
  ),
  news as (
    select e.user_id, e.seq, e.type, e.conversation_id, e.subject_id, e.data, s.shared_read_seq,
      case when ${isVisible({ participant: "p", seq: "e.message_seq" })} then e.message_seq end as place
    from asked a
    cross join lateral (
      select * from ${streamEvents} e where e.user_id = a.user_id and e.seq between a.first and a.last offset 0
    ) e
    left join lateral (
      select * from ${participants} x where x.conversation_id = e.conversation_id and x.user_id = e.user_id limit 1
    ) p on true
    left join lateral (
      select * from ${participants} x where x.conversation_id = e.conversation_id and x.user_id = e.subject_id limit 1
    ) s on true
  ),
  ranked as (
    select n.*, row_number() over (partition by n.conversation_id, n.place) = 1 as is_first from news n
  )
  select n.user_id as owner, n.seq::float8 as number, n.type, n.conversation_id as about, n.subject_id, n.data,
    n.shared_read_seq, n.place, ${messageColumns("m")}
  from ranked n
  left join lateral (
    select * from ${messages} x where n.is_first and x.conversation_id = n.conversation_id and x.seq = n.place limit 1
  ) m on true
  order by n.user_id, n.seq`,
  values: (hints: readonly Hint[]) => [
    hints.map(({ userId }) => userId),
    hints.map(({ first }) => first),
    hints.map(({ last }) => last),
  ],
});

/** Whether an event needs nothing that each recipient has to read alone. */
const isLoadable = (row: EventRow): boolean =>
  needsOf(row).every((need) => need === "message" || need === "readStates");

/** Copies the columns of each message into every row that names it. */
function spreadMessages(rows: readonly EventRow[]): EventRow[] {
  const placeOf = ({ about, place }: EventRow) => `${about} ${place}`;
  const found = new Map(
    rows.filter(({ body }) => typeof body === "string").map((row) => [placeOf(row), row]),
  );
  return rows.map((row) => {
    const source = found.get(placeOf(row));
    if (source === undefined || source === row) return row;
    const { owner, number, type, about, subject_id, data, shared_read_seq, place } = row;
    return { ...source, owner, number, type, about, subject_id, data, shared_read_seq, place };
  });
}

const NO_REFERENCES: References = {
  readStates: new Map(),
  conversations: new Map(),
  kept: new Map(),
  contacts: new Map(),
  blocked: new Map(),
  groups: new Map(),
  people: new Map(),
  scheduled: new Map(),
  templates: new Map(),
  drafts: new Map(),
  cards: new Map(),
  reports: new Map(),
  me: undefined,
};

/** Makes events of rows. All recipients of a shared one get the same object, so that it is serialised once. */
function createComposer(readStates: ReadonlyMap<string, References["readStates"]>) {
  const shared = new Map<string, StreamEvent | undefined>();
  const compose = (row: EventRow) =>
    toEvent(row, {
      ...NO_REFERENCES,
      readStates: readStates.get(row.owner) ?? NO_REFERENCES.readStates,
    });
  return (row: EventRow): StreamEvent | undefined => {
    if (!isLoadable(row)) return undefined;
    if (!isShared(row)) return compose(row);
    const key = `${row.type} ${row.about} ${row.place}`;
    if (!shared.has(key)) shared.set(key, compose(row));
    return shared.get(key);
  };
}

/**
 * Reads new events of many users from the log in one query, with their present content, and for each user only what
 * they may see. Each gets events as far as they can be made this way, then a hint to read the rest alone.
 */
export async function loadEvents(db: Database, hints: readonly Hint[]): Promise<Delivery[]> {
  const rows = await eventRows(db, hints);
  const pairs = rows.flatMap((row) =>
    row.about !== null && needsOf(row).includes("readStates")
      ? [{ viewerId: row.owner, id: row.about }]
      : [],
  );
  const compose = createComposer(await loadReadStatesOf(db, pairs));
  const byOwner = Map.groupBy(spreadMessages(rows), ({ owner }) => owner);
  return hints.flatMap(({ userId, first, last }) => {
    const deliveries: Delivery[] = [];
    let next = first;
    for (const row of byOwner.get(userId) ?? []) {
      const event = row.number === next ? compose(row) : undefined;
      if (event === undefined) break;
      deliveries.push({ userId, seq: next, event });
      next += 1;
    }
    return next > last ? deliveries : [...deliveries, { userId, first: next, seq: last }];
  });
}

import type { Executor } from "@parley/db/database";
import { conversations } from "@parley/db/schema";
import { statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { Delivery } from "../../bus/bus.ts";
import type { Platform } from "../context.ts";
import type { PairScope } from "./contact-rows.ts";
import { contactSignatures } from "./contact-signatures.ts";
import { appendEvents, type Outgoing } from "../stream/append.ts";
import { publishSharedVisibility } from "./publish-visibility.ts";
import { isTransientDatabaseFault } from "../transient-fault.ts";
import { contactChanges, type OwnersChange } from "./contact-changes.ts";
import { isGroupOf, type UsersOfGroups } from "./group-conversations.ts";
import { lockConversations } from "./lock-conversations.ts";
import { loadWritables, writableEvents } from "./writable-changes.ts";
import { settleDirectConversations } from "./settle-direct-conversations.ts";
import { type ContactsChange, visibilityChanges } from "./visibility-changes.ts";
import { lockRelations } from "./lock-relations.ts";

/** What a change returns: its result, and its own events in addition to those of contacts and conversations. */
export interface Changed<Result> {
  readonly result: Result;
  readonly events: readonly Outgoing[];
}

export interface RelationChange<Result> {
  /** All pairs that the change can affect. */
  readonly scope: PairScope;
  /** The groups that change. */
  readonly groupIds?: readonly string[] | undefined;
  /**
   * Users in whose groups write or mention permission changes: those of which all, or any, of them are members now. Sends
   * that read the former state are retried.
   */
  readonly inGroupsOf?: UsersOfGroups | undefined;
  /** Users whose account changes: their sessions reload it before they receive anything. */
  readonly accounts?: readonly string[] | undefined;
  readonly change: (tx: Executor) => Promise<Changed<Result>>;
}

/** One event per user for contacts gained or changed, and one for contacts lost. */
const contactEvents = ({ ownerId: userId, added, removed }: OwnersChange): Outgoing[] => [
  ...(added.length > 0 ? [{ userId, type: "contact.added", data: { ids: added } } as const] : []),
  ...(removed.length > 0
    ? [{ userId, type: "contact.removed", data: { ids: removed } } as const]
    : []),
];

/** Several parts of a change may find the same changed contact; its owner gets one event. */
const once = (events: readonly Outgoing[]): Outgoing[] => [
  ...new Map(events.map((event) => [JSON.stringify(event), event])).values(),
];

interface Committed<Result> extends ContactsChange {
  readonly answer: Result;
  readonly deliveries: readonly Delivery[];
}

/** Sends that read the former members, or whom they may mention, are retried. */
const incrementEpochs = statement({
  name: "relations.increment-epochs",
  sql: (users: UsersOfGroups) =>
    sql`update ${conversations} c set epoch = epoch + 1 where c.kind = 'group' and ${isGroupOf("c", users)}`,
  examples: [{ all: ["ada"] }, { any: ["ada"] }],
});

const commit = <Result>(
  ctx: Platform,
  { scope, groupIds = [], inGroupsOf = { all: [] }, change }: RelationChange<Result>,
): Promise<Committed<Result>> =>
  ctx.db.transaction(async (tx) => {
    await lockRelations(tx);
    await lockConversations(tx, { scope, groupIds, inGroupsOf });
    const writing = { scope, policy: ctx.policy };
    const [before, writableBefore] = [
      await contactSignatures(tx, scope),
      await loadWritables(tx, writing),
    ];
    const { result: answer, events } = await change(tx);
    await incrementEpochs(tx, inGroupsOf);
    await settleDirectConversations(tx, writing);
    const after = await contactSignatures(tx, scope);
    const changes = contactChanges(before, after);
    const writable = writableEvents(writableBefore, await loadWritables(tx, writing));
    const outgoing = once([...changes.flatMap(contactEvents), ...writable, ...events]);
    return { answer, before, after, changes, deliveries: await appendEvents(tx, outgoing) };
  });

/**
 * Publishes the presence of users who were lost or gained as contacts. A hint: it is skipped while the database is
 * unavailable.
 */
async function publishPresenceChanges(ctx: Platform, change: ContactsChange): Promise<void> {
  try {
    const people = change.changes.flatMap(({ ownerId, added, removed }) => [
      ownerId,
      ...added,
      ...removed,
    ]);
    const online = await ctx.presence.online([...new Set(people)]);
    await publishSharedVisibility(ctx, visibilityChanges(change, { policy: ctx.policy, online }));
  } catch (fault) {
    if (!isTransientDatabaseFault(fault)) throw fault;
  }
}

/**
 * Runs a change of relations in one transaction with all its consequences: contacts gained and lost, direct
 * conversations that open or close, and an event for each. After the commit presence follows.
 */
export async function changeRelations<Result>(
  ctx: Platform,
  change: RelationChange<Result>,
): Promise<Result> {
  const { answer, deliveries, ...contacts } = await commit(ctx, change);
  for (const userId of change.accounts ?? []) ctx.bus.authority(userId);
  ctx.bus.deliver(deliveries);
  await publishPresenceChanges(ctx, contacts);
  return answer;
}

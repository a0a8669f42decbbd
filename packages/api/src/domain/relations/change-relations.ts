import type { Delivery } from "../../events/bus.ts";
import type { Platform } from "../context.ts";
import type { PairScope } from "../contacts/contact-rows.ts";
import { contactSignatures, type Signatures } from "../contacts/contact-signatures.ts";
import { appendEvents, type Executor, type Outgoing } from "../events/append.ts";
import { lockConversations } from "./lock-conversations.ts";
import { settleDirectConversations } from "./settle-direct-conversations.ts";
import { takeTurn } from "./take-turn.ts";

/** What a change leaves: its answer, and the events that it brings beside those of contacts and conversations. */
export interface Changed<Result> {
  readonly result: Result;
  readonly events: readonly Outgoing[];
}

export interface RelationChange<Result> {
  /** Every pair that the change can touch. */
  readonly scope: PairScope;
  /** The group that changes, where it is one. */
  readonly groupId?: string | undefined;
  readonly change: (tx: Executor) => Promise<Changed<Result>>;
}

const none: ReadonlyMap<string, string> = new Map();

/** One event a person for what they gained or have otherwise, and one for what they lost. */
function contactEvents(before: Signatures, after: Signatures): Outgoing[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((userId): Outgoing[] => {
    const had = before.get(userId) ?? none;
    const has = after.get(userId) ?? none;
    const added = [...has].filter(([id, signature]) => had.get(id) !== signature).map(([id]) => id);
    const removed = [...had.keys()].filter((id) => !has.has(id));
    return [
      ...(added.length > 0
        ? [{ userId, type: "contact.added", data: { ids: added } } as const]
        : []),
      ...(removed.length > 0
        ? [{ userId, type: "contact.removed", data: { ids: removed } } as const]
        : []),
    ];
  });
}

/** Several parts of a change may each find the same thing changed; its owner is told once. */
const once = (events: readonly Outgoing[]): Outgoing[] => [
  ...new Map(events.map((event) => [JSON.stringify(event), event])).values(),
];

/**
 * Runs a change of who knows whom in one transaction with everything that follows from it: contacts gained
 * and lost, direct conversations that may be written to again or no longer, and an event for each.
 */
export async function changeRelations<Result>(
  ctx: Platform,
  { scope, groupId, change }: RelationChange<Result>,
): Promise<Result> {
  const { result, deliveries } = await ctx.db.transaction(async (tx) => {
    await takeTurn(tx);
    await lockConversations(tx, { scope, groupId });
    const before = await contactSignatures(tx, scope);
    const { result: answer, events } = await change(tx);
    const settled = await settleDirectConversations(tx, { scope, policy: ctx.policy });
    const contacts = contactEvents(before, await contactSignatures(tx, scope));
    const hints: Delivery[] = await appendEvents(tx, once([...contacts, ...settled, ...events]));
    return { result: answer, deliveries: hints };
  });
  ctx.bus.deliver(deliveries);
  return result;
}

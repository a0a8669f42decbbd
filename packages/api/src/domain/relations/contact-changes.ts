import type { Signatures } from "./contact-signatures.ts";

/** Contacts that an owner gained, has for another reason, or lost. */
export interface OwnersChange {
  readonly ownerId: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

const none: ReadonlyMap<string, string> = new Map();

/** Changed contacts of each owner who has any. */
export function contactChanges(before: Signatures, after: Signatures): OwnersChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((ownerId) => {
    const had = before.get(ownerId) ?? none;
    const has = after.get(ownerId) ?? none;
    const added = [...has].filter(([id, signature]) => had.get(id) !== signature).map(([id]) => id);
    const removed = [...had.keys()].filter((id) => !has.has(id));
    return added.length + removed.length > 0 ? [{ ownerId, added, removed }] : [];
  });
}

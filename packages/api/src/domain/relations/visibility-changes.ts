import type { Signatures } from "./contact-signatures.ts";
import { decide } from "../policy/decide.ts";
import type { Relation } from "../policy/facts.ts";
import type { Policy } from "../policy/policy.ts";
import type { Sight } from "./publish-visibility.ts";
import type { OwnersChange } from "./contact-changes.ts";

/** The words of a signature that the contact policy asks for. */
function readSignature(signature: string) {
  const [ownerRole, role, types = ""] = signature.split(" ", 3);
  return { ownerRole, role, types: types.split("+") };
}

/** How two people stand to each other whom each has as a contact: both accounts are open, and nobody blocks. */
function relationOf(there: string, back: string): Relation {
  const { ownerRole, role, types } = readSignature(there);
  return {
    closed: false,
    blocked: false,
    fromAdmin: ownerRole === "ADMIN",
    toAdmin: role === "ADMIN",
    fromMentor: ownerRole === "MENTOR",
    toMentor: role === "MENTOR",
    fromMentee: ownerRole === "MENTEE",
    toMentee: role === "MENTEE",
    sameGroup: types.includes("group"),
    fromAdded: types.includes("custom"),
    toAdded: readSignature(back).types.includes("custom"),
  };
}

interface Pair {
  readonly one: string;
  readonly other: string;
}

/** Only who has each other as a contact can see each other: a block and a one-sided hand leave one side without. */
function seeEachOther(signatures: Signatures, { one, other }: Pair, policy: Policy): boolean {
  const there = signatures.get(one)?.get(other);
  const back = signatures.get(other)?.get(one);
  if (there === undefined || back === undefined) return false;
  return decide("presence", relationOf(there, back), policy).allowed;
}

export interface ContactsChange {
  readonly before: Signatures;
  readonly after: Signatures;
  readonly changes: readonly OwnersChange[];
}

/** The pairs that begin or end to see each other come and go, of those in which somebody is online. */
export function sightChanges(
  { before, after, changes }: ContactsChange,
  { policy, online }: { policy: Policy; online: ReadonlySet<string> },
): Sight[] {
  const sights = new Map<string, Sight>();
  for (const { ownerId: one, added, removed } of changes) {
    for (const other of [...added, ...removed]) {
      if (sights.has(`${other} ${one}`) || !(online.has(one) || online.has(other))) continue;
      const sees = seeEachOther(after, { one, other }, policy);
      if (seeEachOther(before, { one, other }, policy) === sees) continue;
      sights.set(`${one} ${other}`, { one, other, state: sees ? "online" : "offline" });
    }
  }
  return [...sights.values()];
}

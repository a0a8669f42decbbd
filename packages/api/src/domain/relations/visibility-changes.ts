import type { Signatures } from "./contact-signatures.ts";
import { decide } from "../policy/decide.ts";
import type { Relation } from "../policy/facts.ts";
import type { Policy } from "../policy/policy.ts";
import type { VisibilityChange } from "./publish-visibility.ts";
import type { OwnersChange } from "./contact-changes.ts";

/** Parses the fields of a signature that the contact policy needs. */
function readSignature(signature: string) {
  const [ownerRole, role, types = ""] = signature.split(" ", 3);
  return { ownerRole, role, types: types.split("+") };
}

/** The relation of two users who have each other as contacts: both are active people, and neither blocks. */
function relationOf(there: string, back: string): Relation {
  const { ownerRole, role, types } = readSignature(there);
  return {
    closed: false,
    blocked: false,
    fromSystem: false,
    toSystem: false,
    automated: false,
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

/** Only mutual contacts see each other: a block or a one-sided custom contact leaves one side without. */
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

/** The pairs that begin or cease to see each other's presence, of those with at least one user online. */
export function visibilityChanges(
  { before, after, changes }: ContactsChange,
  { policy, online }: { policy: Policy; online: ReadonlySet<string> },
): VisibilityChange[] {
  const found = new Map<string, VisibilityChange>();
  for (const { ownerId: one, added, removed } of changes) {
    for (const other of [...added, ...removed]) {
      if (found.has(`${other} ${one}`) || !(online.has(one) || online.has(other))) continue;
      const sees = seeEachOther(after, { one, other }, policy);
      if (seeEachOther(before, { one, other }, policy) === sees) continue;
      found.set(`${one} ${other}`, { one, other, state: sees ? "online" : "offline" });
    }
  }
  return [...found.values()];
}

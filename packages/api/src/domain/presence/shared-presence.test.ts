import { expect, test } from "vitest";
import { type Lease, type LeaseEvent, nextLease } from "./shared-presence.ts";

const renewed = { type: "renewed", isNew: false } as const;
const acquired = { type: "renewed", isNew: true } as const;
const failed = { type: "write-failed" } as const;
const closed = { type: "closed" } as const;

const table: [from: Lease["status"], LeaseEvent, to: Lease["status"], restores: boolean][] = [
  ["none", acquired, "held", false],
  ["none", renewed, "held", false],
  ["none", failed, "none", false],
  ["none", closed, "closed", false],
  ["held", renewed, "held", false],
  // It expired, or the database lost it: the users of this process were published as offline.
  ["held", acquired, "held", true],
  ["held", failed, "doubtful", false],
  ["held", closed, "closed", false],
  ["doubtful", renewed, "held", false],
  ["doubtful", acquired, "held", true],
  ["doubtful", failed, "doubtful", false],
  ["doubtful", closed, "closed", false],
  ["closed", renewed, "closed", false],
  ["closed", acquired, "closed", false],
  ["closed", failed, "closed", false],
  ["closed", closed, "closed", false],
];

test.each(table)(
  "SIG-7: a lease that is %s, after %j, is %s; rows restored: %j",
  (from, event, to, restores) => {
    expect(nextLease({ status: from }, event)).toEqual({ lease: { status: to }, restores });
  },
);

import { createBatchLoader, type BatchLoader } from "@parley/concurrency/batch-loader";
import type { Role, UserKind, UserStatus } from "@parley/contract/people";
import type { Database } from "@parley/db/database";
import { toDate } from "@parley/db/moment";
import { users } from "@parley/db/schema";
import { fragment, preparedStatement } from "@parley/db/statement";

/** The account fields that every call needs of its caller. */
export interface Account {
  readonly id: string;
  readonly kind: UserKind;
  readonly role: Role;
  readonly status: UserStatus;
  readonly tokensValidAfter: Date | null;
  readonly sharesPresence: boolean;
  readonly sharesReceipts: boolean;
}

const accountRows = preparedStatement({
  name: "users.accounts",
  row: {
    id: users.id,
    kind: users.kind,
    role: users.role,
    status: users.status,
    tokensValidAfter: users.tokensValidAfter,
    sharesPresence: users.sharesPresence,
    sharesReceipts: users.sharesReceipts,
  },
  text: fragment`select id, kind, role, status, tokens_valid_after as "tokensValidAfter",
     shares_presence as "sharesPresence", shares_receipts as "sharesReceipts"
   from ${users} where id = any($1::text[])`,
  values: (ids: readonly string[]) => [ids],
});

/** Loads accounts in batches: after a lost connection a thousand users reconnect at once. */
export function createAccounts(db: Database): BatchLoader<string, Account> {
  return createBatchLoader(async (ids) => {
    const rows = await accountRows(db, ids);
    return new Map(
      rows.map(({ tokensValidAfter: at, ...row }) => [
        row.id,
        { ...row, tokensValidAfter: at === null ? null : toDate(at) },
      ]),
    );
  });
}

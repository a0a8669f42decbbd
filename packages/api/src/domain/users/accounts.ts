import type { Role, UserStatus } from "@parley/contract/people";
import type { Database } from "@parley/db/database";
import { statement } from "@parley/db/statement";
import { createGatherer, type Gatherer } from "../../batch-loader.ts";

/** What every call asks of its caller's account. */
export interface Account {
  readonly id: string;
  readonly role: Role;
  readonly status: UserStatus;
  readonly tokensValidAfter: Date | null;
  readonly sharesPresence: boolean;
  readonly sharesReceipts: boolean;
}

const accountsStatement = statement<Account, [readonly string[]]>(
  "users.accounts",
  `select id, role, status, tokens_valid_after as "tokensValidAfter",
     shares_presence as "sharesPresence", shares_receipts as "sharesReceipts"
   from users where id = any($1::text[])`,
);

/** Accounts as the database has them now. After a cut a thousand people ask at once. */
export function createAccounts(db: Database): Gatherer<string, Account> {
  return createGatherer(async (ids) => {
    const rows = await accountsStatement(db, [ids]);
    return new Map(rows.map((account) => [account.id, account]));
  });
}

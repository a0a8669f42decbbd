import { reasonOf } from "@parley/client";
import type { Account, Role } from "@parley/contract";
import { useMessaging } from "@parley/react";
import { trpc } from "../parts/admin-data.tsx";
import type { Outcome } from "@parley/react";

/** Changes accounts, and invalidates the lists of them. */
export function useAccountActions() {
  const { client } = useMessaging();
  const utils = trpc.useUtils();
  const settled = async (call: Promise<unknown>): Promise<Outcome> => {
    try {
      await call;
    } catch (error) {
      return { ok: false, reason: reasonOf(error) };
    } finally {
      // Also after a failure: the response may have been lost after the change.
      void utils.users.list.invalidate();
    }
    return { ok: true };
  };
  const upsert = ({ id, email, name }: Account, role: Role) =>
    settled(client.trpc.users.upsert.mutate({ id, email, name, role }));
  return {
    changeRole: upsert,
    /** Upserting a deactivated user activates them. */
    reactivate: ({ kind, ...account }: Account) =>
      kind === undefined
        ? upsert(account, account.role)
        : settled(client.trpc.users.upsert.mutate({ id: account.id, name: account.name, kind })),
    deactivate: ({ id }: Account) => settled(client.trpc.users.deactivate.mutate({ userId: id })),
  };
}

import type { Outcome } from "@parley/client";
import type { Contact } from "@parley/contract";
import { useMemo } from "react";
import { useMessaging } from "../../provider/messaging-context.ts";

/** What a user can do about other users. */
export interface ContactActions {
  /** Adds a contact by e-mail address; rejects with the refusal of the call. */
  readonly add: (email: string) => Promise<Contact>;
  /** Removes a contact that was added. */
  readonly remove: (userId: string) => Promise<Outcome>;
  readonly block: (userId: string) => Promise<Outcome>;
  readonly unblock: (userId: string) => Promise<Outcome>;
}

/** Adds, removes, blocks and unblocks. Lists and conversations follow automatically. */
export function useContactActions(): ContactActions {
  const { screen } = useMessaging();
  return useMemo(() => {
    const { addContact: add, removeContact: remove, block, unblock } = screen;
    return { add, remove, block, unblock };
  }, [screen]);
}

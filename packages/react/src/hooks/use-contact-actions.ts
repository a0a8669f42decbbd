import type { ParleyClient } from "@parley/client";
import type { Contact } from "@parley/contract/contacts";
import type { StreamEvent } from "@parley/contract/events";
import { useMemo } from "react";
import { settleAnswer } from "../live/settle-answer.ts";
import { type Outcome, outcomeOf } from "../outcome.ts";
import { type Messaging, useMessaging } from "../provider/messaging-context.ts";
import { useUserId } from "./use-me.ts";

/** What one can do about other people. */
export interface ContactActions {
  /** Adds somebody by their e-mail address; rejects with the refusal of the call. */
  readonly add: (email: string) => Promise<Contact>;
  /** Takes back what was added by hand. */
  readonly remove: (userId: string) => Promise<Outcome>;
  readonly block: (userId: string) => Promise<Outcome>;
  readonly unblock: (userId: string) => Promise<Outcome>;
}

type Contacts = ParleyClient["trpc"]["contacts"];

async function add(messaging: Messaging, me: string, email: string): Promise<Contact> {
  const contact = messaging.client.trpc.contacts.add.mutate({ email });
  await settleAnswer(messaging, me, async () => ({
    type: "contact.added",
    contacts: [await contact],
  }));
  return contact;
}

/** Another reason may keep the contact: only the stream says what is left of it. */
async function remove({ remove: call }: Contacts, userId: string): Promise<null> {
  await call.mutate({ userId });
  return null;
}

async function block({ block: call }: Contacts, userId: string): Promise<StreamEvent> {
  return { type: "contact.blocked", blocked: await call.mutate({ userId }) };
}

async function unblock({ unblock: call }: Contacts, userId: string): Promise<StreamEvent> {
  await call.mutate({ userId });
  return { type: "contact.unblocked", userId };
}

/** Adds, removes, blocks and unblocks. Lists and conversations follow by themselves. */
export function useContactActions(): ContactActions {
  const messaging = useMessaging();
  const me = useUserId();
  return useMemo(() => {
    const { contacts } = messaging.client.trpc;
    const run = (call: typeof remove | typeof block) => (userId: string) =>
      outcomeOf(settleAnswer(messaging, me, () => call(contacts, userId)));
    return {
      add: (email) => add(messaging, me, email),
      remove: run(remove),
      block: run(block),
      unblock: run(unblock),
    };
  }, [messaging, me]);
}

import { createParleyClient, type ParleyClient } from "@parley/client";
import { tokenOf } from "../processes/tokens.ts";

/** Callbacks of one user. */
export interface UserCallbacks {
  /** An own message is stored: its event has arrived. */
  onOwn(id: string): void;
  onMessage(id: string, body: string): void;
  /** The number of an event is not the next one. */
  onGap(): void;
  onOnline(): void;
  /** The connection was lost, or is replaced by one that is not there yet. */
  onOffline?(): void;
}

/** One connected user with the real client. */
export interface Person {
  readonly client: ParleyClient;
  isOnline(): boolean;
}

/** Signs a user in, and resolves once their stream is active. */
export async function openPerson(
  url: string,
  id: string,
  callbacks: UserCallbacks,
): Promise<Person> {
  const client = createParleyClient({ url: `${url}/trpc`, token: () => tokenOf(id) });
  const { cursor } = await client.trpc.users.me.query();
  let last = Number(cursor);
  const isOnline = () => client.connection.get().status === "online";
  const online = Promise.withResolvers<void>();
  let wasOnline = false;
  client.connection.subscribe(() => {
    if (!isOnline()) {
      if (wasOnline) callbacks.onOffline?.();
      wasOnline = false;
      return;
    }
    wasOnline = true;
    online.resolve();
    callbacks.onOnline();
  });
  client.listen({
    cursor,
    onEvent(event, at) {
      if (Number(at) !== last + 1) callbacks.onGap();
      last = Number(at);
      if (event.type !== "message.created") return;
      const { id: messageId, senderId, body } = event.message;
      if (senderId !== id) return callbacks.onMessage(messageId, body ?? "");
      client.outbox.settle([messageId]);
      return callbacks.onOwn(messageId);
    },
    onSignal: () => undefined,
  });
  await online.promise;
  return { client, isOnline };
}

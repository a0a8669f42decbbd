import { createIndexedDbOutboxStorage, createParleyClient, createScreen } from "@parley/client";
import type { OutboxStorage, ParleyClient, Screen } from "@parley/client";
import { createKeptScreen } from "../offline/kept-screen.ts";
import type { KeptScreen } from "../offline/kept-screen.ts";
import { outboxName } from "../session/person-data.ts";
import type { Person } from "@parley/contract";
import { fetchBrowserSession } from "../session/browser-session.ts";
import { type Session, sessionKey } from "../session/session.ts";

/** What a signed-in session consists of. */
export interface SessionParts {
  /** Unsent messages of all tabs. */
  readonly outbox: OutboxStorage;
  readonly client: ParleyClient;
  readonly screen: Screen;
  readonly kept: KeptScreen;
  /** Resolves if this browser is signed in as another user, for example in another tab. */
  readonly otherUser: Promise<Person>;
  /** Closes the connection. The next parts of the same session are new ones. */
  close(): void;
}

/** A token of this user by the cookie of the browser. Null if no user is signed in any more. */
async function tokenByCookie(userId: string, onOtherUser: (person: Person) => void) {
  const session = await fetchBrowserSession();
  if (session.status !== "signed-in") return null;
  if (session.person.id === userId) return session.token;
  onOtherUser(session.person);
  // What this user wrote must not be sent as the other one.
  throw new Error("another user is signed in");
}

let open: { readonly key: string; readonly parts: SessionParts } | undefined;

/** The URL of this file, whose name contains a content hash: it names the code that shows a kept screen. */
const EDITION = import.meta.url;

function createSessionParts({ token, person }: Session): SessionParts {
  const { promise: otherUser, resolve: onOtherUser } = Promise.withResolvers<Person>();
  const outbox = createIndexedDbOutboxStorage(outboxName(person.id));
  const client = createParleyClient({
    url: "/trpc",
    token: () => token ?? tokenByCookie(person.id, onOtherUser),
    storage: outbox,
  });
  const kept = createKeptScreen(person.id, EDITION);
  const screen = createScreen(client, { storage: kept });
  const close = () => {
    if (open?.parts.client === client) open = undefined;
    client.close();
  };
  return { outbox, client, screen, kept, otherUser, close };
}

/**
 * The parts of a session, created by the first call. Not by a state of React: a rendering that suspends before it was
 * shown begins anew, and each one opened a client, which fetched a token and the user (60 times, until the limit).
 */
export function sessionParts(session: Session): SessionParts {
  const key = sessionKey(session);
  if (open?.key !== key) open = { key, parts: createSessionParts(session) };
  return open.parts;
}

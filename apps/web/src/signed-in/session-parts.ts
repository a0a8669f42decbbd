import { createIndexedDbOutboxStorage, createParleyClient, createScreen } from "@parley/client";
import type { OutboxStorage, ParleyClient, Screen } from "@parley/client";
import { createKeptScreen } from "../offline/kept-screen.ts";
import type { KeptScreen } from "../offline/kept-screen.ts";
import { outboxName } from "../session/person-data.ts";
import type { Person } from "@parley/contract";
import { fetchBrowserSession } from "../session/browser-session.ts";
import type { Session } from "../session/session.ts";

/** Created once per signed-in session. */
export interface SessionParts {
  /** Unsent messages of all tabs. */
  readonly outbox: OutboxStorage;
  readonly client: ParleyClient;
  readonly screen: Screen;
  readonly kept: KeptScreen;
}

interface SessionPartsOptions {
  /** Names the code that shows them. */
  readonly edition: string;
  /** Called if this browser is signed in as another user now, for example in another tab. */
  onOtherUser(person: Person): void;
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

/** The parts of one user's session. */
export function createSessionParts(session: Session, options: SessionPartsOptions): SessionParts {
  const { token, person } = session;
  const { edition, onOtherUser } = options;
  const outbox = createIndexedDbOutboxStorage(outboxName(person.id));
  const client = createParleyClient({
    url: "/trpc",
    token: () => token ?? tokenByCookie(person.id, onOtherUser),
    storage: outbox,
  });
  const kept = createKeptScreen(person.id, edition);
  return { outbox, client, screen: createScreen(client, { storage: kept }), kept };
}

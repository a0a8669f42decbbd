import { createIndexedDbOutboxStorage, createParleyClient, createScreen } from "@parley/client";
import type { OutboxStorage, ParleyClient, Screen } from "@parley/client";
import { createKeptScreen } from "../offline/kept-screen.ts";
import type { KeptScreen } from "../offline/kept-screen.ts";
import { outboxName } from "../session/person-data.ts";
import type { Session } from "../session/session.ts";

/** Created once per signed-in session. */
export interface SessionParts {
  /** Unsent messages of all tabs. */
  readonly outbox: OutboxStorage;
  readonly client: ParleyClient;
  readonly screen: Screen;
  readonly kept: KeptScreen;
}

/** The parts of one user's session. `edition` names the code that shows them. */
export function createSessionParts({ token, person }: Session, edition: string): SessionParts {
  const outbox = createIndexedDbOutboxStorage(outboxName(person.id));
  const client = createParleyClient({ url: "/trpc", token: () => token, storage: outbox });
  const kept = createKeptScreen(person.id, edition);
  return { outbox, client, screen: createScreen(client, { storage: kept }), kept };
}

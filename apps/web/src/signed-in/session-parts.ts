import { createIndexedDbOutboxStorage, createParleyClient } from "@parley/client";
import type { OutboxStorage, ParleyClient } from "@parley/client";
import { QueryClient } from "@tanstack/react-query";
import { createKeptScreen } from "../offline/kept-screen.ts";
import type { KeptScreen } from "../offline/kept-screen.ts";
import { outboxName } from "../session/person-data.ts";
import type { Session } from "../session/session.ts";

/** A conversation that nobody looks at stays in memory this long, and with it in what is kept for offline. */
const HELD = 24 * 60 * 60_000;

/** Created once per signed-in session. */
export interface SessionParts {
  /** Unsent messages of all tabs. */
  readonly outbox: OutboxStorage;
  readonly client: ParleyClient;
  readonly queryClient: QueryClient;
  readonly screen: KeptScreen;
  /** Resolves when what was kept of an earlier visit is in the cache. */
  readonly restored: Promise<void>;
}

/** The parts of one person's session. `edition` names the code that shows them. */
export function createSessionParts({ token, person }: Session, edition: string): SessionParts {
  const outbox = createIndexedDbOutboxStorage(outboxName(person.id));
  const client = createParleyClient({ url: "/trpc", token: () => token, storage: outbox });
  const queryClient = new QueryClient({ defaultOptions: { queries: { gcTime: HELD } } });
  const screen = createKeptScreen(person.id, edition);
  return { outbox, client, queryClient, screen, restored: screen.restore(queryClient) };
}

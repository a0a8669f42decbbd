export { applyEvent, outdatedBy, readableEvent } from "./apply-event.ts";
export { findRow, withoutRow, withRow } from "./apply/conversation-rows.ts";
export { upsertConversation } from "./apply/conversation.ts";
export type { RequestCache } from "./apply/event-definition.ts";
export type { ConnectionCause, ConnectionState } from "./connection.ts";
export {
  createParleyClient,
  type ParleyClient,
  type ParleyClientOptions,
} from "./create-client.ts";
export { OutboxError, reasonOf, retryAfterOf } from "./errors.ts";
export type { Listening } from "./listen.ts";
export type { OutboxEntry, OutboxState } from "./outbox-entry.ts";
export { createIndexedDbOutboxStorage } from "./outbox/indexed-db-storage.ts";
export { newId } from "./outbox/message-ids.ts";
export type { Outbox } from "./outbox/outbox.ts";
export {
  createMemoryOutboxStorage,
  type OutboxStorage,
  type StoredEntry,
} from "./outbox/storage.ts";
export type { ServerFacts } from "./server-clock.ts";
export { type Applied, emptySnapshot, type Missing, placeKey, type Snapshot } from "./snapshot.ts";
export {
  type RetryPolicy,
  /** @deprecated Renamed to `RetryPolicy`. */
  type RetryPolicy as Verdict,
  retryPolicyOf,
  /** @deprecated Renamed to `retryPolicyOf`. */
  retryPolicyOf as verdictOn,
} from "./retry-policy.ts";
export type { Avatars } from "./wire/avatars.ts";
export { createStore, type Store, type WritableStore } from "./store.ts";
export type { WebSocketClass } from "./wire/fail-fast-socket.ts";
export type { GetToken } from "./wire/token-source.ts";
export type { KeepAlive } from "./wire/socket.ts";

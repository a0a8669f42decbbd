export type { AppRouter, DemoAppRouter } from "./app-router.ts";
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
export { type ClientFiles, fileStoreName } from "./files/client-files.ts";
export type { Upload, Uploads, UploadState } from "./files/uploads.ts";
export type { OutboxEntry, OutboxFile, OutboxState } from "./outbox-entry.ts";
export { createIndexedDbOutboxStorage, unsentKeyPrefix } from "./outbox/indexed-db-storage.ts";
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
export {
  type ConversationChange,
  type MessageChange,
  type MessagePlace,
  type OptimisticUpdate,
  shownMessage,
} from "./state/optimistic-updates.ts";
export type {
  DeletionWish,
  EditWish,
  ItemWish,
  KeepWish,
  ReactionWish,
  Refusal,
} from "./state/commands.ts";
export { browserStorages, type PageStorage, type PageStorages } from "./state/kept-values.ts";
export { messageAt } from "./state/message-window.ts";
export { isMuted } from "./state/muting.ts";
export { type Outcome, outcomeOf } from "./state/outcome.ts";
export { untilAnswered } from "./state/until-answered.ts";
export type { PersistedScreen, ScreenStorage } from "./state/persistence.ts";
export type { ReadMarker } from "./state/read-marker.ts";
export { createScreen, type Screen, type ScreenOptions } from "./state/screen.ts";
export {
  type ChosenMention,
  type Loadable,
  loadableOf,
  type MessageFilters,
  moreOf,
  type PageState,
  pagingOf,
  type Part,
  partKey,
  type PartValues,
  type Problem,
  type ReadingPosition,
  type RefusedEdit,
  type RequestItems,
  requestKey,
  requestOf,
  type RequestState,
  type ScreenRequest,
  type ScreenState,
  shownConversation,
  type WindowPaging,
} from "./state/screen-state.ts";
export type { TypingSignal } from "./state/typing-signal.ts";
export { createStore, type Store, type WritableStore } from "./store.ts";
export type { WebSocketClass } from "./wire/fail-fast-socket.ts";
export type { GetToken } from "./wire/token-source.ts";
export type { KeepAlive } from "./wire/socket.ts";

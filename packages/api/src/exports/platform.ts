/**
 * What a host needs to serve Parley: it creates the platform, authenticates callers, passes a `RequestContext` to each call
 * of the router, and maps what is thrown to a response. Transports between servers are modules of their own, so that
 * a host loads only the one that it uses: `@parley/api/postgres-transport`, `@parley/api/nats-transport`.
 */
export { CONNECTIONS_MIN, createPlatform } from "../platform.ts";
export type { Actor, Platform, Session } from "../domain/context.ts";
export type { CallerLimits, DemoSignIn, RequestContext } from "../trpc.ts";

// Calls by the host's own code.
export { createInProcess, createInTransaction } from "../in-process.ts";
export { revokeTokens } from "../domain/users/revoke-tokens.ts";

// Ports, which a host implements.
export { type Clock, systemClock } from "../domain/clock.ts";
export type { Meter } from "../meter.ts";
export type { SpanDetails, Tracer } from "../tracer.ts";
export type { Transport } from "../bus/transport.ts";
export { NatsUnavailableError } from "../bus/nats-unavailable.ts";

// How users who are away are notified.
export { defaultNotificationPolicy } from "../domain/notifications/notification-policy.ts";
export { recordReturnedMail } from "../domain/notifications/bounces.ts";
export type { Channels, Deliver, DeliveryOutcome } from "../domain/notifications/channels.ts";

// Settings of an installation.
export { defaultPolicy, type Policy } from "../domain/policy/policy.ts";
export { settlePolicy } from "../domain/relations/settle-policy.ts";

// Accounts behind tokens.
export { type Account, createAccounts } from "../domain/users/accounts.ts";
export { accountProblem, loadActor } from "../domain/users/load-actor.ts";

// Errors, and how they are reported to callers.
export {
  DomainError,
  invalidInput,
  orNotFound,
  type Refusal,
  type TokenProblem,
} from "../domain/errors.ts";
export { errorData, toTrpcError } from "../error-mapping.ts";
export { isTransientDatabaseFault } from "../domain/transient-fault.ts";

// Files of messages, whose bytes a host stores and serves.
export {
  type AnnouncedFile,
  type Examined,
  type FileScanner,
  type FileStore,
  type Scanned,
  type UploadPart,
} from "../domain/files/file-store.ts";
export { findLinkedFile, openUpload } from "../domain/files/files.ts";

// Pictures that a host serves and encodes.
export { type AvatarImages, findAvatar, setOwnAvatar } from "../domain/avatars/avatars.ts";
export { createConcurrencyLimiter } from "../read-limiter.ts";

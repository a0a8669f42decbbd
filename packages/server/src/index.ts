export type {
  Calls,
  CallsInTransaction,
  HostClient,
  InProcess,
  NotificationContent,
  NotificationLinks,
  NotificationPolicy,
} from "@parley/api/host-types";
export type { AuthenticateRequest, HostSession } from "./auth/host-session.ts";
export { createParley, type CreateParleyOptions, type HandledParley } from "./create-parley.ts";
export type { Parley } from "./open-parley.ts";
export type { FileStorageOptions, HostPool, JwtOptions, ParleyOptions } from "./options.ts";
export type {
  HostAnswer,
  NotificationWebhook,
  OnNotification,
} from "./notifications/host-channel.ts";
export type { InboundOptions, MailOptions } from "./notifications/mail-options.ts";
export { OptionsError } from "./options-error.ts";
export { parley, type ParleyPluginOptions } from "./plugin.ts";

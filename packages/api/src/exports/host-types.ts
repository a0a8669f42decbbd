/** Types of what a host's own code calls. Nothing here names the database layer, so that a host compiles without its types. */
export type { HostClient } from "@parley/db/host-client";
export type { Calls, CallsInTransaction, InProcess } from "../calls.ts";
export type { NotificationContent, NotificationLinks } from "../domain/notifications/channels.ts";
export type { NotificationPolicy } from "../domain/notifications/notification-policy.ts";
export type { Policy } from "../domain/policy/policy.ts";

/** Push messages to browsers, for a host that sends them. */
export { loadPushKeys, type PushKeys } from "../domain/push/keys.ts";
export type { PushOutcome, SendPush } from "../domain/push/send-push.ts";
export { endPushOfSession, type PushTarget } from "../domain/push/subscriptions.ts";
export { sweepPush } from "../domain/push/sweep.ts";

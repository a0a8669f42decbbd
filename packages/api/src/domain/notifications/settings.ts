import type { OwnNotificationSettings } from "@parley/contract/notifications";
import type { ActorContext } from "../context.ts";
import { emailStopOf, forgetBounces } from "./bounces.ts";
import { offered } from "./channels.ts";
import { loadSettings } from "./load-settings.ts";

/** The caller's settings, and what the installation allows. */
export async function notificationSettingsOf({
  ctx,
}: {
  ctx: ActorContext;
}): Promise<OwnNotificationSettings> {
  const { policy, channels } = ctx.notifications;
  const settings = await loadSettings(ctx.db, { userId: ctx.actor.id, policy });
  return {
    settings,
    emailStop: channels.email === undefined ? null : await emailStopOf(ctx),
    options: { channels: offered(channels), content: policy.content, defaults: policy },
  };
}

/** Lets mails be sent again to the caller's address, from which they came back. Returns the caller's settings. */
export async function retryEmail({ ctx }: { ctx: ActorContext }): Promise<OwnNotificationSettings> {
  await forgetBounces(ctx);
  return await notificationSettingsOf({ ctx });
}

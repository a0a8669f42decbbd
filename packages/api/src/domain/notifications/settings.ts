import type { OwnNotificationSettings } from "@parley/contract/notifications";
import type { ActorContext } from "../context.ts";
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
    options: { channels: offered(channels), content: policy.content, defaults: policy },
  };
}

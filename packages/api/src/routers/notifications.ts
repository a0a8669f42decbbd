import {
  ownNotificationSettingsSchema,
  updateNotificationSettingsInput,
} from "@parley/contract/notifications";
import { notificationSettingsOf } from "../domain/notifications/settings.ts";
import { updateNotificationSettings } from "../domain/notifications/update-settings.ts";
import { procedure, router } from "../trpc.ts";

export const notificationsRouter = router({
  settings: procedure
    .output(ownNotificationSettingsSchema)
    .query(({ ctx }) => notificationSettingsOf({ ctx })),
  updateSettings: procedure
    .input(updateNotificationSettingsInput)
    .output(ownNotificationSettingsSchema)
    .mutation(({ ctx, input }) => updateNotificationSettings({ ctx, input })),
});

import {
  bouncingUsersSchema,
  expectedNotificationInput,
  expectedNotificationSchema,
  explainNotificationInput,
  listNotificationsInput,
  notificationExplanationSchema,
  notificationPageSchema,
  notificationPreviewSchema,
  ownNotificationSettingsSchema,
  testNotificationInput,
  testNotificationSchema,
  updateNotificationSettingsInput,
} from "@parley/contract/notifications";
import { listBouncingUsers } from "../domain/notifications/bounces.ts";
import { expectedNotification } from "../domain/notifications/expected.ts";
import { explainNotification } from "../domain/notifications/explain.ts";
import { listNotifications } from "../domain/notifications/list.ts";
import { previewNotification } from "../domain/notifications/preview.ts";
import { sendTestNotification } from "../domain/notifications/send-test.ts";
import { notificationSettingsOf, retryEmail } from "../domain/notifications/settings.ts";
import { updateNotificationSettings } from "../domain/notifications/update-settings.ts";
import { procedure, router, staffProcedure } from "../trpc.ts";

export const notificationsRouter = router({
  settings: procedure
    .output(ownNotificationSettingsSchema)
    .query(({ ctx }) => notificationSettingsOf({ ctx })),
  updateSettings: procedure
    .input(updateNotificationSettingsInput)
    .output(ownNotificationSettingsSchema)
    .mutation(({ ctx, input }) => updateNotificationSettings({ ctx, input })),
  retryEmail: procedure
    .output(ownNotificationSettingsSchema)
    .mutation(({ ctx }) => retryEmail({ ctx })),
  bouncing: staffProcedure
    .output(bouncingUsersSchema)
    .query(({ ctx }) => listBouncingUsers({ ctx })),
  list: staffProcedure
    .input(listNotificationsInput)
    .output(notificationPageSchema)
    .query(({ ctx, input }) => listNotifications({ ctx, input })),
  preview: procedure
    .output(notificationPreviewSchema)
    .query(({ ctx }) => previewNotification({ ctx })),
  expected: procedure
    .input(expectedNotificationInput)
    .output(expectedNotificationSchema)
    .query(({ ctx, input }) => expectedNotification({ ctx, input })),
  explain: staffProcedure
    .input(explainNotificationInput)
    .output(notificationExplanationSchema)
    .query(({ ctx, input }) => explainNotification({ ctx, input })),
  sendTest: procedure
    .input(testNotificationInput)
    .output(testNotificationSchema)
    .mutation(({ ctx, input }) => sendTestNotification({ ctx, input })),
});

import {
  announcementCountSchema,
  announcementSchema,
  announcementsSchema,
  countAnnouncementInput,
  sendAnnouncementInput,
} from "@parley/contract/announcements";
import {
  countAnnouncement,
  listAnnouncements,
  sendAnnouncement,
} from "../domain/announcements/announcements.ts";
import { procedure, router } from "../trpc.ts";

export const announcementsRouter = router({
  list: procedure.output(announcementsSchema).query(({ ctx }) => listAnnouncements({ ctx })),
  count: procedure
    .input(countAnnouncementInput)
    .output(announcementCountSchema)
    .query(({ ctx, input }) => countAnnouncement({ ctx, input })),
  send: procedure
    .input(sendAnnouncementInput)
    .output(announcementSchema)
    .mutation(({ ctx, input }) => sendAnnouncement({ ctx, input })),
});

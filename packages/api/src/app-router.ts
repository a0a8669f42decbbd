import { announcementsRouter } from "./routers/announcements.ts";
import { cardsRouter } from "./routers/cards.ts";
import { contactsRouter } from "./routers/contacts.ts";
import { conversationsRouter } from "./routers/conversations.ts";
import { demoRouter } from "./routers/demo.ts";
import { eventsRouter } from "./routers/events.ts";
import { filesRouter } from "./routers/files.ts";
import { groupsRouter } from "./routers/groups.ts";
import { jobsRouter } from "./routers/jobs.ts";
import { messagesRouter } from "./routers/messages.ts";
import { notificationsRouter } from "./routers/notifications.ts";
import { platformRouter } from "./routers/platform.ts";
import { pushRouter } from "./routers/push.ts";
import { reportsRouter } from "./routers/reports.ts";
import { startersRouter } from "./routers/starters.ts";
import { usersRouter } from "./routers/users.ts";
import { router } from "./trpc.ts";

const product = {
  users: usersRouter,
  contacts: contactsRouter,
  groups: groupsRouter,
  conversations: conversationsRouter,
  messages: messagesRouter,
  cards: cardsRouter,
  files: filesRouter,
  notifications: notificationsRouter,
  jobs: jobsRouter,
  events: eventsRouter,
  platform: platformRouter,
  push: pushRouter,
  starters: startersRouter,
  reports: reportsRouter,
  announcements: announcementsRouter,
};

/** All procedures of the product. */
export const appRouter = router(product);
/** The type of all procedures. */
export type AppRouter = typeof appRouter;

/** The product and demo sign-in. Served only in demo mode. */
export const demoAppRouter = router({ ...product, demo: demoRouter });
/** The type of all procedures, with the sign-in of the demo. */
export type DemoAppRouter = typeof demoAppRouter;

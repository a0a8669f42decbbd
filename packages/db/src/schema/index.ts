export { blocks, contacts, users } from "./people.ts";
export { avatars, avatarSecret, avatarSources } from "./avatars.ts";
export { actionItems, meetings } from "./cards.ts";
export { files, fileSecret, infectedFiles } from "./files.ts";
export { groupMembers, groups } from "./groups.ts";
export { conversations, participants } from "./conversations.ts";
export { mailAddresses, mailSecret } from "./mail.ts";
export { messageVersions, messages, pinnedMessages, reactions, savedMessages } from "./messages.ts";
export {
  notificationSettings,
  notifications,
  notificationSweeps,
  pendingDigests,
  pendingNotifications,
} from "./notifications.ts";
export { pushedMessages, pushKeys, pushSubscriptions } from "./push.ts";
export { settledPolicy } from "./policy.ts";
export { streamEvents, streams } from "./streams.ts";
export { presences, servers } from "./servers.ts";
export { reports } from "./reports.ts";
export { searchBlocks } from "./search.ts";
export { upgrades } from "./upgrades.ts";
export { signInIdentities, signInSecret, usedSignInCodes, webSessions } from "./sign-in.ts";
export { announcements } from "./announcements.ts";
export { starters } from "./starters.ts";
export { drafts, scheduledMessages, templates } from "./writing.ts";

/**
 * What a service token may call. It acts for the host platform, which maintains users and groups, writes as its `SYSTEM` and
 * `BOT` users, and is a participant of no conversation. A procedure without a row is refused, and a test compares the rows with the router.
 */
export const serviceAccess: Readonly<Record<string, "allowed" | "forbidden">> = {
  "users.list": "allowed",
  "users.upsert": "allowed",
  "users.deactivate": "allowed",
  "users.me": "forbidden",
  "users.updateMe": "forbidden",
  "users.search": "forbidden",

  "platform.sync": "allowed",

  "groups.list": "allowed",
  "groups.get": "allowed",
  "groups.activity": "allowed",
  "groups.create": "allowed",
  "groups.update": "allowed",
  "groups.addMembers": "allowed",
  "groups.removeMembers": "allowed",
  "groups.archive": "allowed",

  "contacts.list": "forbidden",
  "contacts.add": "forbidden",
  "contacts.remove": "forbidden",
  "contacts.block": "forbidden",
  "contacts.unblock": "forbidden",
  "contacts.blocked": "forbidden",
  "contacts.explain": "forbidden",

  "conversations.open": "forbidden",
  "conversations.list": "forbidden",
  "conversations.get": "forbidden",
  "conversations.about": "forbidden",
  "conversations.delete": "forbidden",
  "conversations.setPreferences": "forbidden",
  "conversations.markUnread": "forbidden",

  "messages.send": "forbidden",
  "messages.sendAs": "allowed",
  "messages.list": "forbidden",
  "messages.markRead": "forbidden",
  "messages.edit": "forbidden",
  "messages.delete": "forbidden",
  "messages.react": "forbidden",
  "messages.unreact": "forbidden",
  "messages.pin": "forbidden",
  "messages.unpin": "forbidden",
  "messages.pinned": "forbidden",
  "messages.save": "forbidden",
  "messages.unsave": "forbidden",
  "messages.saved": "forbidden",
  "messages.schedule": "forbidden",
  "messages.scheduled": "forbidden",
  "messages.reschedule": "forbidden",
  "messages.unschedule": "forbidden",
  "messages.sendScheduled": "forbidden",
  "messages.drafts": "forbidden",
  "messages.saveDraft": "forbidden",
  "files.begin": "forbidden",
  "files.finish": "forbidden",
  "files.discard": "forbidden",
  "files.links": "forbidden",
  "files.list": "forbidden",
  "messages.templates": "forbidden",
  "messages.saveTemplate": "forbidden",
  "messages.removeTemplate": "forbidden",
  "messages.search": "forbidden",
  "messages.mentions": "forbidden",
  "messages.links": "forbidden",

  "cards.list": "forbidden",
  "cards.createItem": "forbidden",
  "cards.changeItem": "forbidden",
  "cards.proposeMeeting": "forbidden",
  "cards.changeMeeting": "forbidden",

  "notifications.settings": "forbidden",
  "notifications.updateSettings": "forbidden",
  "notifications.retryEmail": "forbidden",
  "notifications.bouncing": "allowed",
  "notifications.list": "allowed",
  "notifications.preview": "forbidden",
  "notifications.expected": "forbidden",
  "notifications.explain": "allowed",
  "notifications.sendTest": "forbidden",

  "jobs.listFailed": "allowed",
  "jobs.retry": "allowed",

  "starters.list": "forbidden",
  "starters.save": "allowed",
  "starters.reset": "allowed",

  // What users report is for the people who decide on it, not for programs.
  "reports.create": "forbidden",
  "reports.mine": "forbidden",
  "reports.list": "forbidden",
  "reports.count": "forbidden",
  "reports.get": "forbidden",
  "reports.decide": "forbidden",
  "reports.deleteMessage": "forbidden",

  "push.key": "forbidden",
  "push.subscribe": "forbidden",
  "push.unsubscribe": "forbidden",
  // The secret of a subscription is what allows it: a session says nothing here.
  "push.read": "allowed",

  "events.stream": "forbidden",
  "events.signals": "forbidden",
  "events.setTyping": "forbidden",
};

export const isOpenToService = (path: string): boolean =>
  Object.hasOwn(serviceAccess, path) && serviceAccess[path] === "allowed";

/** Texts of every page in English: the source of the other languages. */
export const messages = {
  "role.ADMIN": "Admin",
  "role.MENTOR": "Mentor",
  "role.MENTEE": "Mentee",

  "app.skip": "Skip to content",
  "app.loading": "Loading your messages…",
  "app.loadingPage": "Loading…",
  "app.signOut": "Sign out",
  "account.label": "Account",
  "account.help": "Ask staff for help",
  "signOut.title": "Sign out and delete what is unsent?",
  "signOut.messages":
    "{count, plural, one {# message has not been sent yet. It will be deleted.} other {# messages have not been sent yet. They will be deleted.}}",
  "signOut.drafts": "These drafts will be deleted: {names}.",
  "signOut.stay": "Stay signed in",
  "signOut.leave": "Delete and sign out",

  "app.notFoundTitle": "There is nothing at this address",
  "app.notFoundText": "The link may be old, or cut short.",
  "app.goToConversations": "Go to conversations",

  "nav.label": "Main",
  "nav.messages": "Messages",
  "nav.groups": "Groups",
  "nav.people": "People",
  "nav.reports": "Reports",
  "nav.activity": "Activity",
  "nav.announcements": "Announcements",
  "nav.starters": "Conversation starters",
  "nav.operations": "Operations",
  "nav.settings": "Settings",

  "theme.legend": "Theme",
  "theme.system": "System",
  "theme.light": "Light",
  "theme.dark": "Dark",

  "language.legend": "Language",
  "language.system": "As in the browser ({name})",

  "update.ready": "A new version of Parley is ready.",
  "update.reload": "Reload",
  "update.later": "Later",

  "notify.titleFrom": "{name} wrote",
  "notify.unread": "You have new messages",
  "notify.test": "This is a test: notifications reach this browser.",
  "notify.reminder": "An action item of yours is due today",
  "notify.meeting.soon": "Your meeting begins in an hour",
  "notify.meeting.proposed": "Other times for your meeting",
  "notify.meeting.agreed": "Your meeting is agreed",
  "notify.meeting.declined": "The times that you proposed do not suit",
  "notify.meeting.canceled": "Your meeting was cancelled",
  "notify.report": "There is a new report for you to read",
  "notify.urgentReport": "Urgent: a report says that someone is in danger",
  "notify.inGroup": "{sender} · {group}",
  "notify.newMessages": "{count, plural, one {# new message} other {# new messages}}",

  "keys.show": "Keyboard map",
} as const;

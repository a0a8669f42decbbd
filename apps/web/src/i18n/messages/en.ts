/** What every page needs, in English: the texts that the other languages translate. */
export const messages = {
  "role.ADMIN": "Admin",
  "role.MENTOR": "Mentor",
  "role.MENTEE": "Mentee",

  "signIn.title": "Who are you today?",
  "signIn.intro":
    "This is a demo programme: sign in as anyone, without a password. A second tab can be somebody else.",
  "signIn.loading": "Loading people…",
  "signIn.team": "Programme team",
  "signIn.busy": "Signing in…",
  "signIn.failed": "Signing in did not work: the server does not answer. Choose again in a moment.",
  "signIn.expired": "Your session has ended. Sign in again to go on where you were.",
  "signIn.refused": "The server no longer accepts this sign-in. Sign in again.",
  "signIn.hostTitle": "Sign in on your platform",
  "signIn.hostText":
    "This server expects the mentorship platform that it belongs to to sign people in. Open your messages from there.",
  "signIn.awayTitle": "The server does not answer",
  "signIn.awayText": "It may be starting. This page asks again by itself every few seconds.",
  "signIn.goOn": "Go on as {name}",
  "signIn.goOnText":
    "{name} was signed in here last. You can read what this browser kept, and write: it is sent when the server is back.",
  "signIn.tryAgain": "Try again",

  "app.skip": "Skip to content",
  "app.loading": "Loading your messages…",
  "app.loadingPage": "Loading…",
  "app.signOut": "Sign out",
  "app.notFoundTitle": "There is nothing at this address",
  "app.notFoundText": "The link may be old, or cut short.",
  "app.goToConversations": "Go to conversations",

  "nav.label": "Main",
  "nav.messages": "Messages",
  "nav.groups": "Groups",
  "nav.people": "People",
  "nav.activity": "Activity",
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

  "keys.show": "Keyboard map",
} as const;

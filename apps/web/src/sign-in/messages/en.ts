/** The sign-in page in English. */
export const messages = {
  title: "Who are you today?",
  intro:
    "This is a demo programme: sign in as anyone, without a password. A second tab can be somebody else.",
  loading: "Loading people…",
  team: "Programme team",
  busy: "Signing in…",
  failed: "Signing in did not work: the server does not answer. Choose again in a moment.",
  expired: "Your session has ended. Sign in again to go on where you were.",
  refused: "The server no longer accepts this sign-in. Sign in again.",
  hostTitle: "Sign in on your platform",
  hostText:
    "This server expects the mentorship platform that it belongs to to sign people in. Open your messages from there.",
  awayTitle: "The server does not answer",
  awayText: "It may be starting. This page asks again by itself every few seconds.",
  goOn: "Go on as {name}",
  goOnText:
    "{name} was signed in here last. You can read what this browser kept, and write: it is sent when the server is back.",
  tryAgain: "Try again",
} as const;

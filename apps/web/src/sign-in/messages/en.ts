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
  waysTitle: "Sign in",
  wayNamed: "Sign in with {name}",
  wayPlatform: "Sign in on your platform",
  leaving: "Opening the sign-in of your platform…",
  left: "You are signed out.",
  cookiesBlocked:
    "This browser blocks cookies, and signing in needs one. Allow cookies for this page, then load it again.",
  problemFailed: "Signing in did not work, or took too long. Try again.",
  problemDenied: "The sign-in was cancelled.",
  problemNoAccount:
    "There is no account for you here. Ask the staff of your programme to add you with the e-mail address that you sign in with.",
  problemUnverified:
    "Your e-mail address is not verified there yet. Verify it there, then sign in here.",
  problemOtherAccount:
    "Another account is used to sign in with your e-mail address. Use that one, or ask the staff of your programme.",
  problemUnavailable: "Signing in is not possible at the moment. Try again in a minute.",
  problemTooMany: "Too many people are signing in from here at once. Try again in a minute.",
} as const;

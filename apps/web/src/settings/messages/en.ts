/** The settings, in English. */
export const messages = {
  title: "Settings",
  general: "General",
  notifications: "Notifications",
  you: "You",
  name: "Your name",
  nameHint: "Everybody who is in contact with you sees it.",
  nameBlank: "Write a name: a blank one cannot be saved.",
  nameLong: "This name is too long. It may have {max} characters.",
  nameUnstorable: "This name has a character that cannot be stored. Take it out and save again.",
  picture: "Your picture",
  pictureHint:
    "Everybody who is in contact with you sees it, cut to a circle. You can also drop a picture here, or paste one.",
  pictureChoose: "Choose a picture",
  crop: "Crop",
  cropTitle: "Crop the picture",
  cropHint: "Drag the picture, or move it with Tab and the arrow keys.",
  cropX: "Left or right",
  cropY: "Up or down",
  cropZoom: "Zoom",
  cropDone: "Use it",
  pictureSave: "Save picture",
  pictureRemove: "Remove picture",
  pictureUnreadable:
    "This file cannot be used. Choose a picture of type PNG, JPEG, WebP, GIF or AVIF.",
  cancel: "Cancel",
  save: "Save",
  saving: "Saving…",
  saved: "Saved",
  failed: "This was not saved. {reason}",
  tryAgain: "Try again",

  sharing: "What others see of you",
  receipts: "Read marks",
  receiptsHint:
    "Others see that you have read their messages, and you see that they have read yours. Switched off, you see no read marks either.",
  presence: "Online status",
  presenceHint:
    "Your contacts see when you are here, and you see when they are. Switched off, you see nobody’s status either.",
  responseTime: "Usual response time",
  responseTimeHint:
    "Those who can write to you see how long you usually take to answer them: an hour, a few hours, a day, or several days.",

  browser: "In this browser",
  browserHint: "These hold at once, for every tab of this browser.",
  sendKey: "What sends a message",
  sendEnter: "Enter",
  sendEnterHint: "Shift and Enter begin a new line.",
  sendMod: "{key} and Enter",
  sendModHint: "Enter begins a new line.",
  plainText: "Show messages as plain text",
  plainTextHint:
    "Messages look as they were typed: *bold* with its asterisks, lists with their dashes. Links and mentions stay.",
  questionMark: "Show the keyboard map with the ? key",
  questionMarkHint:
    "Switch it off if you press ? by mistake, or speak instead of typing. The map also has a button in the header.",

  loading: "Loading your settings…",
  loadFailed: "Your settings could not be loaded. {reason}",

  sessions: "Where you are signed in",
  sessionsHint: "Sign out what you do not recognise, or no longer use.",
  sessionsLoading: "Loading…",
  sessionsFailed: "The list could not be loaded.",
  sessionUnknown: "Unknown browser",
  sessionHere: "This browser",
  sessionSeen: "Last used {when}",
  sessionSignOut: "Sign out {device}",
  signOutEverywhere: "Sign out everywhere",
} as const;

import type { RecordingProblem } from "../components/composer/recording.ts";
import type { FileProblem } from "@parley/contract";
import type { Format } from "../text/toggle-format.ts";

/** Labels of dialogs and results after an action on a message or a conversation, and of when it is notified. */
export interface ActionLabels {
  readonly deleteTitle: (name: string) => string;
  readonly deleteHides: string;
  readonly deleteKeeps: (name: string) => string;
  readonly deleteKeepsGroup: string;
  readonly deleteReturns: string;

  /** After a swipe. */
  readonly wasMarkedRead: (name: string) => string;
  readonly wasMarkedUnread: (name: string) => string;

  /** The verbs of a conversation. */
  readonly archive: string;
  readonly unarchive: string;
  readonly markUnread: string;
  readonly markRead: string;
  readonly muteForAnHour: string;
  readonly muteForEightHours: string;
  /** Until nine in the morning. */
  readonly muteUntilMonday: string;
  readonly muteForEver: string;
  readonly unmute: string;
  readonly deleteForMe: string;

  readonly copyText: string;
  readonly translate: string;
  readonly saveAsTemplate: string;
  readonly copyLink: string;
  readonly markUnreadFromHere: string;
  /** Saves a message for the reader alone. */
  readonly saveMessage: string;
  readonly unsaveMessage: string;

  readonly save: string;
  /** Names the list of users who can be mentioned. */
  readonly mention: string;
  /** The buttons of the toolbar that formats text. */
  readonly formats: Readonly<Record<Format, string>>;
  readonly moreEmoji: string;
  readonly recentEmoji: string;
  readonly emojiCategories: string;
  readonly skinTone: string;
  readonly defaultSkinTone: string;
  readonly searchEmoji: string;
  readonly noEmojiFound: string;
  readonly editMessage: string;
  readonly editableUntil: (time: string) => string;
  readonly nowSays: (text: string) => string;
  readonly deletedMeanwhile: string;

  readonly pinnedMessages: string;
  /** Opens the list of pinned messages. */
  readonly showPinned: (formatted: string, count: number) => string;
  readonly pinnedBy: (name: string) => string;
  readonly pinnedByYou: string;
  readonly nothingSaved: string;
  readonly nothingSavedHint: string;
  readonly note: string;
  readonly addNote: string;
  readonly editNote: string;
  readonly noteFailed: (reason: string) => string;

  /** The ideas for a message in an empty conversation. */
  readonly starters: string;
  readonly startersAfterSilence: string;
  readonly otherIdeas: string;
  /** Hides the ideas until the next silence. */
  readonly notNow: string;
  /** Shows the ideas after a silence. */
  readonly showIdeas: string;
  readonly translating: string;
  /** A part of the download, such as "40 %". */
  readonly translationLoading: (percent: string) => string;
  /** The name of a language. */
  readonly translatedFrom: (language: string) => string;
  readonly hideTranslation: string;
  readonly translationSame: (language: string) => string;
  readonly translationUnknown: string;
  readonly translationUnavailable: (language: string) => string;
  readonly translationFailed: string;
  readonly templates: string;
  readonly manageTemplates: string;
  /** Shown while there is none. */
  readonly templatesHint: string;
  readonly newTemplate: string;
  readonly templateTitle: string;
  readonly templateText: string;
  readonly templateBlank: string;
  readonly templatesFull: (max: string) => string;
  readonly templateFailed: (reason: string) => string;

  /** Action items. Days are written out. */
  /** Makes an action item of a message. */
  readonly makeItem: string;
  readonly actionItems: string;
  readonly noItems: string;
  readonly newItem: string;
  readonly editItem: string;
  readonly itemText: string;
  readonly itemOwner: string;
  readonly itemDueOn: string;
  readonly itemSharing: string;
  readonly itemShared: string;
  readonly itemPrivate: string;
  readonly itemForYou: string;
  readonly itemNoOwner: string;
  readonly itemOnlyYou: string;
  readonly takeItem: string;
  readonly itemDone: string;
  readonly itemRemoved: string;
  readonly restoreItem: string;
  readonly itemSource: string;
  readonly itemSharedWith: (name: string) => string;
  readonly itemFor: (name: string) => string;
  readonly itemDue: (day: string) => string;
  readonly itemLate: (day: string) => string;
  readonly itemBadText: (max: string) => string;
  readonly itemBad: (max: string) => string;
  readonly itemFailed: (reason: string) => string;
  readonly itemsDone: (formatted: string, count: number) => string;
  /** Files that are chosen, sent and looked at. */
  readonly attachments: string;
  readonly tooManyFiles: (max: string) => string;
  readonly emptyFile: string;
  readonly recording: string;
  readonly recordingPaused: string;
  readonly recordingAsks: string;
  readonly recordingDiscarded: string;
  readonly pauseRecording: string;
  readonly resumeRecording: string;
  readonly discardRecording: string;
  readonly finishRecording: string;
  readonly voiceFull: (max: string) => string;
  /** The name of a recording. */
  readonly voiceMessage: string;
  readonly voiceProblems: Readonly<Record<RecordingProblem, string>>;
  readonly playSound: (name: string) => string;
  readonly pauseSound: (name: string) => string;
  readonly soundPosition: (name: string) => string;
  readonly soundTime: (at: string, duration: string) => string;
  readonly playbackSpeed: (speed: string) => string;
  readonly soundBroken: string;
  readonly takePhoto: string;
  readonly chooseFiles: string;
  readonly removeFile: (name: string) => string;
  readonly uploading: (name: string) => string;
  readonly checkingFile: string;
  readonly uploadFailed: string;
  readonly describe: string;
  readonly describeImage: (name: string) => string;
  readonly originalSize: string;
  readonly previousImage: string;
  readonly nextImage: string;
  readonly viewFile: (name: string) => string;
  readonly pdfPage: (at: string, count: string) => string;
  readonly previousPage: string;
  readonly nextPage: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly pdfFailed: string;
  readonly downloadFile: (name: string) => string;
  readonly sharedFiles: string;
  readonly noFiles: string;
  /** In the place of a file that the scanner withholds. */
  readonly filePending: (name: string) => string;
  readonly fileUnchecked: (name: string) => string;
  readonly fileInfected: (name: string) => string;
  readonly fileProblems: Readonly<Record<FileProblem, string>>;

  readonly deleteOthersTitle: (name: string) => string;
  readonly deleteOthersSeen: string;
  readonly deleteOthersKept: string;
  readonly deleteReason: string;

  /** Leaving a message to be sent later. Names are those of the other user, zones those of the IANA database. */
  readonly sendLater: string;
  readonly laterTomorrow: (time: string) => string;
  readonly laterTomorrowFor: (time: string, name: string) => string;
  readonly laterOn: (day: string, time: string) => string;
  readonly laterOnFor: (day: string, time: string, name: string) => string;
  readonly laterChoose: string;
  readonly laterText: string;
  readonly laterDate: string;
  readonly laterTime: string;
  readonly laterZones: string;
  readonly laterZone: (zone: string) => string;
  readonly laterOwnZone: (zone: string) => string;
  readonly laterTheirZone: (name: string, zone: string) => string;
  readonly laterBadTime: string;
  readonly laterFull: (max: string) => string;
  /** How many messages are sent later, and how many came back. */
  readonly laterCount: (formatted: string, count: number) => string;
  readonly laterNotSent: (formatted: string, count: number) => string;
  readonly laterTitle: string;
  readonly laterSentAt: (time: string) => string;
  /** `there`: the day and time by the clocks of the zone. */
  readonly laterSentAtThere: (time: string, there: string, zone: string) => string;
  readonly laterReturned: (reason: string) => string;
  readonly sendNow: string;
  readonly laterCancel: string;
  /** What becomes of the files of a message that is canceled. */
  readonly laterCancelFiles: string;

  /** When the other user of a conversation will be notified of what is unread. */
  readonly notifiedToday: (name: string, time: string) => string;
  readonly notifiedTomorrow: (name: string, time: string) => string;
  readonly notifiedOn: (name: string, day: string, time: string) => string;
}

export const englishActionLabels: ActionLabels = {
  deleteTitle: (name) => `Delete your conversation with ${name}?`,
  deleteHides:
    "It leaves your list, and you no longer see what was said in it so far. You cannot take this back.",
  deleteKeeps: (name) => `${name} keeps the conversation.`,
  deleteKeepsGroup:
    "Everybody else keeps the conversation. This does not take you out of the group.",
  deleteReturns: "When somebody writes in it again, it comes back with that message.",
  wasMarkedRead: (name) => `${name} is marked as read.`,
  wasMarkedUnread: (name) => `${name} is marked as unread.`,

  archive: "Archive",
  unarchive: "Unarchive",
  markUnread: "Mark as unread",
  markRead: "Mark as read",
  muteForAnHour: "Mute for 1 hour",
  muteForEightHours: "Mute for 8 hours",
  muteUntilMonday: "Mute until Monday",
  muteForEver: "Mute until I turn it on",
  unmute: "Unmute",
  deleteForMe: "Delete for me",

  copyText: "Copy text",
  translate: "Translate",
  saveAsTemplate: "Save as template",
  copyLink: "Copy link",
  markUnreadFromHere: "Mark unread from here",
  saveMessage: "Save",
  unsaveMessage: "Remove from saved",

  save: "Save",
  mention: "Mention somebody",
  formats: {
    bold: "Bold",
    italic: "Italic",
    strike: "Strikethrough",
    code: "Code",
    "code-block": "Code block",
    quote: "Quote",
    bullets: "Bulleted list",
    numbers: "Numbered list",
  },
  moreEmoji: "More emoji",
  recentEmoji: "Recently used",
  emojiCategories: "Categories",
  skinTone: "Skin tone",
  defaultSkinTone: "default",
  searchEmoji: "Search emoji",
  noEmojiFound: "No emoji found",
  editMessage: "Edit message",
  editableUntil: (time) => `You can edit this until ${time}.`,
  nowSays: (text) => `It now says: ${text}`,
  deletedMeanwhile: "This message was deleted in the meantime.",

  pinnedMessages: "Pinned messages",
  showPinned: (formatted, count) =>
    `Show ${formatted} pinned ${count === 1 ? "message" : "messages"}`,
  pinnedBy: (name) => `Pinned by ${name}`,
  pinnedByYou: "Pinned by you",
  nothingSaved: "Nothing saved yet",
  nothingSavedHint:
    "Save a message from its menu to find it again here. Only you see what you save.",
  note: "Note",
  addNote: "Add a note",
  editNote: "Edit the note",
  noteFailed: (reason) => `The note was not saved. ${reason}`,

  starters: "Ideas for a first message",
  startersAfterSilence: "It has been quiet for a while. Perhaps one of these?",
  otherIdeas: "Other ideas",
  notNow: "Not now",
  showIdeas: "Show ideas",
  translating: "Translating…",
  translationLoading: (percent) => `The browser is downloading a language model: ${percent}`,
  translatedFrom: (language) => `Translated from ${language} on this device`,
  hideTranslation: "Hide translation",
  translationSame: (language) => `This message is already in ${language}.`,
  translationUnknown: "The language of this message was not recognised.",
  translationUnavailable: (language) => `This browser cannot translate from ${language}.`,
  translationFailed: "The translation failed. Try again later.",
  templates: "Templates",
  manageTemplates: "Manage templates",
  templatesHint: "Keep texts that you write often. You find them again with / in an empty field.",
  newTemplate: "New template",
  templateTitle: "Title",
  templateText: "Text",
  templateBlank: "A template needs a title and a text.",
  templatesFull: (max) => `The template was not saved: you can have ${max} at most.`,
  templateFailed: (reason) => `Your templates were not changed. ${reason}`,

  makeItem: "Make an action item",
  actionItems: "Action items",
  noItems: "No open action items.",
  newItem: "New action item",
  editItem: "Edit action item",
  itemText: "What is to be done",
  itemOwner: "Who does it",
  itemDueOn: "Due date",
  itemSharing: "Who sees it",
  itemShared: "Everyone in this conversation sees it",
  itemPrivate: "Only you see it",
  itemForYou: "For you",
  itemNoOwner: "Without an owner",
  itemOnlyYou: "Only you see it",
  takeItem: "I’ll do it",
  itemDone: "Action item done.",
  itemRemoved: "Action item removed.",
  restoreItem: "Restore",
  itemSource: "Show the message",
  itemSharedWith: (name) => `${name} sees it too`,
  itemFor: (name) => `For ${name}`,
  itemDue: (day) => `Due: ${day}`,
  itemLate: (day) => `Overdue: ${day}`,
  itemBadText: (max) => `An action item has a text of 1 to ${max} characters.`,
  itemBad: (max) =>
    `The action item was not saved: a due date is today or later, at most a year ahead, and a conversation has at most ${max} open items.`,
  itemFailed: (reason) => `The action item was not saved. ${reason}`,
  itemsDone: (formatted, count) => (count === 1 ? "1 done" : `${formatted} done`),
  attachments: "Files to send",
  tooManyFiles: (max) => `A message has at most ${max} files.`,
  emptyFile: "Folders and empty files cannot be sent.",
  recording: "Recording",
  recordingPaused: "Recording paused",
  recordingAsks: "Allow the microphone to record.",
  recordingDiscarded: "Recording discarded",
  pauseRecording: "Pause recording",
  resumeRecording: "Continue recording",
  discardRecording: "Discard recording",
  finishRecording: "Finish recording",
  voiceFull: (max) => `A voice message has at most ${max} minutes.`,
  voiceMessage: "Voice message",
  voiceProblems: {
    insecure: "Recording needs a secure page, whose address begins with https.",
    unsupported: "This browser cannot record sound.",
    denied: "The microphone is not allowed for this page. Allow it in the settings of the browser.",
    absent: "There is no microphone.",
    busy: "The microphone does not work at the moment. Another program may be using it.",
  },
  playSound: (name) => `Play ${name}`,
  pauseSound: (name) => `Pause ${name}`,
  soundPosition: (name) => `Position in ${name}`,
  soundTime: (at, duration) => `${at} of ${duration}`,
  playbackSpeed: (speed) => `Speed: ${speed}`,
  soundBroken: "This sound cannot be played here.",
  takePhoto: "Take a photo",
  chooseFiles: "Choose files",
  removeFile: (name) => `Remove ${name}`,
  uploading: (name) => `${name} is being uploaded`,
  checkingFile: "Being checked…",
  uploadFailed: "It could not be uploaded.",
  describe: "What does it show? (for people who cannot see it)",
  describeImage: (name) => `Description of ${name}`,
  originalSize: "Original size",
  previousImage: "Previous image",
  nextImage: "Next image",
  viewFile: (name) => `View ${name}`,
  pdfPage: (at, count) => `Page ${at} of ${count}`,
  previousPage: "Previous page",
  nextPage: "Next page",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  pdfFailed: "This PDF cannot be shown here. It can be downloaded.",
  downloadFile: (name) => `Download ${name}`,
  sharedFiles: "Shared files",
  noFiles: "No files yet",
  filePending: (name) => `${name} is being checked for harmful content`,
  fileUnchecked: (name) => `${name} could not be checked for harmful content, and cannot be opened`,
  fileInfected: (name) => `${name} was removed for your safety: it contained something harmful`,
  fileProblems: {
    too_large: "It is too large.",
    user_quota: "Your files take all the room that you have.",
    installation_quota:
      "There is no room for files at the moment. Tell the people who run the programme.",
    hash_mismatch: "It arrived with errors. Choose it again.",
    type_refused: "Files of this kind cannot be sent.",
    name_mismatch: "Its name says another kind of file than its content.",
    has_macros: "It contains macros. Save it without them.",
    too_many_pixels: "The image has too many pixels. Make it smaller.",
    damaged: "It is damaged.",
    infected: "It contains something harmful.",
  },

  deleteOthersTitle: (name) => `Delete this message by ${name}?`,
  deleteOthersSeen:
    "Everybody in the conversation sees that a message was deleted, and no longer what it said.",
  deleteOthersKept: "The text and your reason are kept for staff.",
  deleteReason: "Reason",

  sendLater: "Send later",
  laterTomorrow: (time) => `Tomorrow at ${time}`,
  laterTomorrowFor: (time, name) => `Tomorrow at ${time} for ${name}`,
  laterOn: (day, time) => `${day} at ${time}`,
  laterOnFor: (day, time, name) => `${day} at ${time} for ${name}`,
  laterChoose: "Choose date and time…",
  laterText: "Message",
  laterDate: "Date",
  laterTime: "Time",
  laterZones: "Which clocks",
  laterZone: (zone) => `In the time zone ${zone}`,
  laterOwnZone: (zone) => `My time (${zone})`,
  laterTheirZone: (name, zone) => `${name}’s time (${zone})`,
  laterBadTime:
    "Choose another time: this one is past, more than a year ahead, or skipped when clocks are changed.",
  laterFull: (max) => `You already have ${max} messages to be sent later. Cancel one first.`,
  laterCount: (formatted, count) =>
    count === 1 ? "1 message will be sent later" : `${formatted} messages will be sent later`,
  laterNotSent: (formatted, count) =>
    count === 1 ? "1 message was not sent" : `${formatted} messages were not sent`,
  laterTitle: "To be sent later",
  laterSentAt: (time) => `Will be sent ${time}`,
  laterSentAtThere: (time, there, zone) => `Will be sent ${time} (${there} in ${zone})`,
  laterReturned: (reason) => `Not sent. ${reason}`,
  sendNow: "Send now",
  laterCancel: "Cancel sending",
  laterCancelFiles: "If you cancel, you have to add the files again.",

  notifiedToday: (name, time) => `${name} will be notified at ${time}`,
  notifiedTomorrow: (name, time) => `${name} will be notified tomorrow at ${time}`,
  notifiedOn: (name, day, time) => `${name} will be notified on ${day} at ${time}`,
};

import type { SendKey } from "../preferences/preferences.ts";
import type { messages } from "./messages/en.ts";

type MessageId = keyof typeof messages;

/** Keys that are pressed together, as labelled on a keyboard. `Mod` is Ctrl, or Cmd on a Mac. */
export type KeyCombination = readonly string[];

export interface Shortcut {
  /** Alternatives. */
  readonly keys: readonly KeyCombination[];
  readonly text: MessageId;
}

export interface ShortcutGroup {
  readonly title: MessageId;
  readonly shortcuts: readonly Shortcut[];
}

function writing(sendKey: SendKey): ShortcutGroup {
  const isEnter = sendKey === "enter";
  return {
    title: "writing",
    shortcuts: [
      { keys: isEnter ? [["Enter"], ["Mod", "Enter"]] : [["Mod", "Enter"]], text: "send" },
      {
        keys: isEnter ? [["Shift", "Enter"]] : [["Enter"], ["Shift", "Enter"]],
        text: "newLine",
      },
      { keys: [["Mod", "B"]], text: "bold" },
      { keys: [["Mod", "I"]], text: "italic" },
      { keys: [["Mod", "Shift", "X"]], text: "strike" },
      { keys: [["Mod", "E"]], text: "code" },
      {
        keys: [
          ["Mod", "Shift", "7"],
          ["Mod", "Shift", "8"],
        ],
        text: "list",
      },
      { keys: [["Mod", "Shift", "9"]], text: "quote" },
      { keys: [["↑"]], text: "editLast" },
      { keys: [["Esc"]], text: "leave" },
    ],
  };
}

const moving: ShortcutGroup = {
  title: "moving",
  shortcuts: [
    { keys: [["Mod", "K"]], text: "switch" },
    { keys: [["Mod", "F"]], text: "searchHere" },
    { keys: [["Alt", "Shift", "↓"]], text: "nextUnread" },
    { keys: [["Alt", "Shift", "↑"]], text: "previousUnread" },
    { keys: [["↓"]], text: "nextRow" },
    { keys: [["↑"]], text: "previousRow" },
    { keys: [["Enter"]], text: "open" },
    { keys: [["PageUp"], ["PageDown"], ["Home"], ["End"]], text: "scrollLog" },
    { keys: [["?"]], text: "map" },
  ],
};

const onMessage: ShortcutGroup = {
  title: "messages",
  shortcuts: [
    { keys: [["↓"], ["↑"]], text: "nextMessage" },
    { keys: [["R"]], text: "reply" },
    { keys: [["+"]], text: "react" },
    { keys: [["E"]], text: "edit" },
    { keys: [["D"], ["Delete"]], text: "delete" },
    { keys: [["P"]], text: "pin" },
    { keys: [["S"]], text: "save" },
    { keys: [["U"]], text: "markUnread" },
    { keys: [["Esc"]], text: "backToField" },
  ],
};

/** All shortcuts, in the order of the dialog. A new shortcut is added only here. */
export function shortcutGroups(sendKey: SendKey): readonly ShortcutGroup[] {
  return [writing(sendKey), moving, onMessage];
}

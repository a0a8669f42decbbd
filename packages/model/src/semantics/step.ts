import type { MeetingStep } from "./acts/meetings.ts";
import type { Role } from "@parley/contract/people";

/** The acting user. The database decides, at each call, whether they may. */
interface By {
  readonly by: string;
}

/** The conversation: a group's id, or a pair's name. */
interface In extends By {
  readonly conversation: string;
}

/** The message, as a distance from the last one. */
interface On extends In {
  readonly back: number;
}

interface About extends By {
  readonly other: string;
}

interface Of extends By {
  readonly group: string;
}

interface NewMessage {
  /** The message that it answers, as a distance from the last one. */
  readonly replyTo: number | null;
  readonly mentions: readonly string[];
  /** Whether it happens in the same millisecond as the step before. */
  readonly atOnce: boolean;
}

/** One action of a user. Names refer to what exists when it happens, or to nothing if it does not. */
export type Step =
  | ({ readonly do: "send" } & NewMessage & In)
  /** The same id again, with the same text or another. */
  | ({ readonly do: "repeat"; readonly back: number; readonly isSame: boolean } & By)
  | ({
      readonly do: "edit";
      readonly text: string;
      readonly mentions: readonly string[] | null;
      readonly isStale: boolean;
    } & On)
  | ({ readonly do: "delete"; readonly hasReason: boolean } & On)
  | ({ readonly do: "react" | "unreact"; readonly emoji: string } & On)
  | ({ readonly do: "pinMessage" | "saveMessage"; readonly on: boolean } & On)
  | ({ readonly do: "makeItem"; readonly owner: string } & In)
  | ({ readonly do: "changeItem"; readonly to: "open" | "done" | "removed" | "taken" } & On)
  | ({ readonly do: "proposeMeeting"; readonly hours: number } & In)
  | ({ readonly do: "changeMeeting" } & MeetingStep & On)
  | ({ readonly do: "read" } & On)
  | ({ readonly do: "markUnread" | "clear" } & In)
  | ({ readonly do: "archive" | "pin"; readonly on: boolean } & In)
  | ({ readonly do: "mute"; readonly minutes: number | null } & In)
  | ({ readonly do: "open" | "block" | "unblock" | "add" | "remove" } & About)
  | ({
      readonly do: "createGroup";
      readonly mentor: string;
      readonly mentees: readonly string[];
    } & Of)
  | ({ readonly do: "join" | "leave"; readonly people: readonly string[] } & Of)
  | ({ readonly do: "newMentor"; readonly mentor: string } & Of)
  | ({ readonly do: "nameGroup"; readonly name: string } & Of)
  | ({ readonly do: "archiveGroup" | "reviveGroup" } & Of)
  /** The platform writes as a `SYSTEM` or `BOT` user: the same key again, with the same text or another. */
  | {
      readonly do: "announce";
      readonly as: string;
      readonly to: string;
      readonly key: number;
      readonly isSame: boolean;
    }
  | ({ readonly do: "deactivate" } & About)
  | ({ readonly do: "upsert"; readonly role: Role } & About)
  | ({ readonly do: "rename"; readonly name: string } & By)
  | ({ readonly do: "share"; readonly on: boolean } & By)
  | { readonly do: "wait"; readonly minutes: number }
  /** A user's subscription is interrupted after this many more events, and resumed at its cursor. */
  | { readonly do: "cut"; readonly who: string; readonly after: number }
  | { readonly do: "resume"; readonly who: string }
  /** Streams are trimmed to their newest events. */
  | { readonly do: "trim"; readonly keep: number };

/** Steps of one name. */
export type StepOf<Do extends Step["do"], One = Step> = One extends { readonly do: infer Name }
  ? Do extends Name
    ? One
    : never
  : never;

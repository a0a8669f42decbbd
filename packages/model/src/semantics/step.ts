import type { Role } from "@parley/contract/people";

/** Who acts. The database decides, at each call, whether they may. */
interface By {
  readonly by: string;
}

/** In which conversation: a group's id, or a pair's name. */
interface In extends By {
  readonly talk: string;
}

/** On which message: so many places before the last one. */
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
  /** Which message it answers: so many places before the last one. */
  readonly replyTo: number | null;
  readonly mentions: readonly string[];
  /** Whether it is said in the same millisecond as what was before it. */
  readonly atOnce: boolean;
}

/** One thing that somebody does. Names stand for what is there when it happens, and for nothing where it is not. */
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
  | ({ readonly do: "deactivate" } & About)
  | ({ readonly do: "upsert"; readonly role: Role } & About)
  | ({ readonly do: "rename"; readonly name: string } & By)
  | ({ readonly do: "share"; readonly on: boolean } & By)
  | { readonly do: "wait"; readonly minutes: number }
  /** Somebody's subscription is cut after so many more events, and resumed where it was. */
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

import type { Step } from "../semantics/step.ts";
import type { ModelPolicy, World } from "../semantics/world.ts";

/** Every name contains "an", so that one search of users could find all. */
export const cast = {
  roan: "ADMIN",
  joan: "MENTOR",
  dean: "MENTOR",
  evan: "MENTEE",
  ivan: "MENTEE",
  sean: "MENTEE",
} as const;
export const everybody: readonly string[] = Object.keys(cast);
/** Users in whose name only programs write. */
export const automated = { stan: "SYSTEM", ian: "BOT" } as const;
export const groups: readonly string[] = ["north", "south"];

/** Every message contains this, so that one search finds all. */
export const WORD = "word";

/** The initial world, at the time of the test kit's clock. */
export const initialWorld = (modelPolicy: ModelPolicy, now: number): World => ({
  modelPolicy,
  now,
  people: new Map(
    Object.entries({ ...cast, ...automated }).map(([id, as]) => {
      const name = id.charAt(0).toUpperCase() + id.slice(1);
      const isPerson = as !== "SYSTEM" && as !== "BOT";
      const kind = isPerson ? "PERSON" : as;
      const role = isPerson ? as : "MENTEE";
      return [id, { id, kind, name, role, isActive: true, sharesReceipts: true }];
    }),
  ),
  groups: new Map(),
  conversations: new Map(),
  blocks: new Map(),
  added: new Set(),
  announced: new Map(),
});

const say = (by: string, conversation: string) =>
  ({ do: "send", by, conversation, replyTo: null, mentions: [], atOnce: false }) as const;
const open = (by: string, other: string) => ({ do: "open", by, other }) as const;
/** The beginning of every program: two groups, five pairs, and a message in each conversation. */
export const initialSteps: readonly Step[] = [
  { do: "createGroup", by: "roan", group: "north", mentor: "joan", mentees: ["evan", "ivan"] },
  { do: "createGroup", by: "roan", group: "south", mentor: "dean", mentees: ["sean"] },
  ...[open("evan", "joan"), open("dean", "evan"), open("evan", "ivan")],
  ...[open("joan", "sean"), open("evan", "roan")],
  ...[say("evan", "evan+joan"), say("joan", "north"), say("dean", "dean+evan")],
  ...[
    say("joan", "joan+sean"),
    say("dean", "south"),
    say("ivan", "evan+ivan"),
    say("roan", "evan+roan"),
  ],
];

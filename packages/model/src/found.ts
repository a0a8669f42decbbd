import type { Step } from "./semantics/step.ts";

/** A program that once failed. Seeds change their meaning with the generator, steps keep theirs. */
interface Found {
  readonly title: string;
  readonly seed: number;
  readonly program: readonly Step[];
}

const send = (by: string, conversation: string) =>
  ({ do: "send", by, conversation, replyTo: null, mentions: [], atOnce: false }) as const;
const newMentor = (group: string, mentor: string) =>
  ({ do: "newMentor", by: "roan", group, mentor }) as const;
const join = (group: string, ...people: string[]) =>
  ({ do: "join", by: "roan", group, people }) as const;
const leave = (group: string, ...people: string[]) =>
  ({ do: "leave", by: "roan", group, people }) as const;

export const found: readonly Found[] = [
  {
    title: "a user who leaves before another message keeps all members who were there",
    seed: 1,
    program: [newMentor("north", "roan")],
  },
  {
    title: "a former member does not see others return",
    seed: 22,
    program: [newMentor("south", "joan"), newMentor("south", "dean")],
  },
  {
    title:
      "a subscription that was there before its owner became an ADMIN gets events of every group",
    seed: 1,
    program: [
      { do: "upsert", by: "roan", other: "dean", role: "ADMIN" },
      newMentor("north", "roan"),
    ],
  },
  {
    title: "a closed account does not get its own message back",
    seed: 11,
    program: [
      { do: "deactivate", by: "roan", other: "joan" },
      { do: "repeat", by: "joan", back: 0, isSame: true },
    ],
  },
  {
    title: "writing in an archived conversation un-archives it",
    seed: 13,
    program: [
      { do: "archive", by: "evan", conversation: "evan+joan", on: true },
      send("evan", "evan+joan"),
    ],
  },
  {
    title: "a muted conversation stays archived on the screen as well",
    seed: 13,
    program: [
      { do: "archive", by: "evan", conversation: "evan+joan", on: true },
      { do: "mute", by: "evan", conversation: "evan+joan", minutes: 600 },
      send("joan", "evan+joan"),
    ],
  },
  {
    title: "a group message of a blocked user is not unread on the screen either",
    seed: 13,
    program: [{ do: "block", by: "evan", other: "ivan" }, send("ivan", "north")],
  },
  {
    title: "a user who returns to a group finds what was sent meanwhile",
    seed: 14,
    program: [leave("north", "ivan"), send("joan", "north"), join("north", "ivan")],
  },
  {
    title: "a new name does not change the order of users",
    seed: 21,
    program: [{ do: "rename", by: "joan", name: "Alan" }],
  },
  {
    title: "former members of one group know of each other, though nothing was sent meanwhile",
    seed: 100_014,
    program: [
      join("south", "ivan"),
      newMentor("south", "joan"),
      { do: "block", by: "ivan", other: "dean" },
    ],
  },
  {
    title:
      "what is replayed over a screen fetched later moves no read mark that was not shared then",
    seed: 1_795_682_224,
    program: [
      { do: "share", by: "evan", on: false },
      { do: "deactivate", by: "roan", other: "dean" },
      { do: "upsert", by: "roan", other: "dean", role: "ADMIN" },
      {
        ...{ do: "send", by: "evan", conversation: "dean+evan" },
        ...{ replyTo: null, mentions: [], atOnce: true },
      },
      { do: "share", by: "evan", on: true },
    ],
  },
];

import * as z from "zod";
import { newId } from "../index.ts";
import { isStaff, type Kind, kinds } from "./callers.ts";
import { definitionOf, type Path, paths } from "./paths.ts";
import { places, type Scene } from "./scene.ts";
import { table } from "./table.ts";

/** A value that exists nowhere, and one that exists but not for this caller; undefined if all exist for them. */
interface Twin {
  readonly absent: unknown;
  readonly foreign: unknown;
  /** Values that make the other fields valid. */
  readonly beside?: object;
}
type Choose = (scene: Scene, kind: Kind, path: Path) => Twin | undefined;

/** Mentors reach all mentees, and no one reaches a mentor of others. */
const strangerTo = (kind: Kind) => (kind === "mentor" ? "mia" : "omar");

const person: Choose = (_, kind) =>
  isStaff(kind) ? undefined : { absent: "nobody", foreign: strangerTo(kind) };
const peopleOf: Choose = (_, kind) =>
  isStaff(kind) ? undefined : { absent: ["nobody"], foreign: [strangerTo(kind)] };
const inNorth = ({ group }: Scene) => ({ conversationId: group });

/** Every field of an input that may name something of other users. */
const fields: Readonly<Record<string, Choose>> = {
  userId: person,
  mentorId: person,
  menteeIds: peopleOf,
  /** The former name of `menteeIds`, which cannot be passed with it. */
  userIds: (...given) => {
    const twin = peopleOf(...given);
    return twin && { ...twin, beside: { menteeIds: undefined } };
  },
  /** Only the host platform gets as far, and no user is foreign to it. */
  senderId: () => undefined,
  ownerId: (_, kind) => ({ absent: "nobody", foreign: strangerTo(kind) }),
  mentions: (scene, kind) =>
    kind === "member"
      ? { absent: ["nobody"], foreign: ["omar"], beside: inNorth(scene) }
      : undefined,
  /** A closed account. */
  email: () => ({ absent: "nobody@example.org", foreign: "dora@example.org" }),
  conversationId: ({ foreign }) => ({ absent: newId(), foreign }),
  /** Of Tess: not for callers who can see its message. */
  fileId: ({ file }) => ({ absent: newId(), foreign: file }),
  fileIds: ({ file }, kind) =>
    ["member", "mentor", "blocker"].includes(kind)
      ? undefined
      : { absent: [newId()], foreign: [file] },
  groupId: (_, kind) => (isStaff(kind) ? undefined : { absent: "nowhere", foreign: "south" }),
  /** After the former member left. */
  seq: (scene, kind) =>
    kind === "former" ? { absent: 9_999, foreign: scene.last, beside: inNorth(scene) } : undefined,
  /** Before the member joined. */
  seqs: (scene, kind) =>
    kind === "member"
      ? { absent: [9_999], foreign: [places.early], beside: inNorth(scene) }
      : undefined,
  /** An ADMIN sees all but those about them: REP-7. For others none exists. */
  reportId: ({ report }, kind) =>
    kind === "admin" ? undefined : { absent: newId(), foreign: report },
  /** Before the member joined. */
  sourceSeq: (scene, kind) =>
    kind === "member"
      ? { absent: 9_999, foreign: places.early, beside: inNorth(scene) }
      : undefined,
  replyToSeq: (scene, kind) =>
    kind === "member"
      ? { absent: 9_999, foreign: places.early, beside: inNorth(scene) }
      : undefined,
};

/** Similar fields that name nothing: what the caller creates, a name, and a cursor. */
const made = new Set([
  "messages.send id",
  "messages.schedule id",
  "announcements.send id",
  "cards.createItem id",
  "cards.proposeMeeting id",
  // What the caller does not see: ACT-8 and MEET-9.
  "cards.changeItem itemId",
  "cards.changeMeeting meetingId",
  "files.begin fileId",
  "reports.create id",
  // Those of another user: LATER-8 and TPL-1.
  "messages.reschedule messageId",
  "messages.unschedule messageId",
  "messages.sendScheduled messageId",
  "messages.saveTemplate id",
  "messages.removeTemplate templateId",
  "groups.create id",
  "users.upsert id",
  "users.upsert email",
  "events.stream lastEventId",
  "jobs.retry jobId",
]);

const looksLikeName = (field: string) => /^id$|Ids?$|[sS]eq$|^mentions$|^email$/.test(field);

function fieldsOf(path: Path): string[] {
  // Every input of the contract is a zod object; a procedure without one has none.
  const [input] = definitionOf(path).inputs;
  const whole = input instanceof z.ZodPrefault ? input.unwrap() : input;
  return whole instanceof z.ZodObject ? Object.keys(whole.shape) : [];
}

/** Fields of inputs that are in neither table. */
export const unknownFields = (): string[] =>
  paths.flatMap((path) =>
    fieldsOf(path)
      .filter((field) => looksLikeName(field) && !Object.hasOwn(fields, field))
      .map((field) => `${path} ${field}`)
      .filter((field) => !made.has(field)),
  );

export interface TwinCalls {
  readonly title: string;
  readonly kind: Kind;
  readonly absent: unknown;
  readonly foreign: unknown;
}

/**
 * For every field of a procedure and every caller: a call that names something nonexistent, and one that names
 * something foreign.
 */
export function twinsOf(scene: Scene, path: Path): TwinCalls[] {
  const [first] = table[path];
  if (first === undefined) return [];
  const named = fieldsOf(path).filter((field) => !made.has(`${path} ${field}`));
  return named.flatMap((field) =>
    kinds.flatMap((kind) => {
      const twin = fields[field]?.(scene, kind, path);
      if (twin === undefined) return [];
      const input = { ...first.input?.(scene, kind), ...twin.beside };
      const [absent, foreign] = [twin.absent, twin.foreign].map((value) => ({
        ...input,
        [field]: value,
      }));
      return [{ title: `${field} by ${kind}`, kind, absent, foreign }];
    }),
  );
}

import { createGroupInput } from "@parley/contract/groups";
import type { CreateGroupInput, Group, Person } from "@parley/contract";
import { codePoints } from "@parley/contract/text-rules";
import { limits } from "@parley/contract/limits";
import { endOfDay } from "../parts/day.ts";
import type { Text } from "../../i18n/text.ts";
import type { messages } from "../messages/en.ts";

/** A group in a form. */
export interface GroupDraft {
  readonly name: string;
  readonly mentor: Person | null;
  readonly mentees: readonly Person[];
  /** A date field's value, `2026-12-31`; empty for none. */
  readonly endDay: string;
}

/** What is wrong with a field. */
export type NameProblem = "blank" | "tooLong" | "unstorable";
export interface DraftProblems {
  readonly name?: NameProblem;
  readonly mentor?: "missing";
  readonly mentees?: "tooMany";
  readonly endDay?: "unclear" | "past";
}

/** A valid form's input, or its problems. */
export type CheckedDraft =
  | { readonly ok: true; readonly input: CreateGroupInput }
  | { readonly ok: false; readonly problems: DraftProblems };

export const emptyDraft: GroupDraft = { name: "", mentor: null, mentees: [], endDay: "" };

function nameProblem(name: string): NameProblem {
  if (codePoints(name.trim()) > limits.nameMax) return "tooLong";
  return name.isWellFormed() && !name.includes("\u0000") ? "blank" : "unstorable";
}

/** A group that ends in the past would be archived at once. */
function checkEnd(day: string, now: Date) {
  if (day === "") return { endsAt: null } as const;
  const endsAt = endOfDay(day);
  if (endsAt === null) return { endsAt, problem: "unclear" } as const;
  return endsAt > now ? ({ endsAt } as const) : ({ endsAt, problem: "past" } as const);
}

/** Validates a form by the rules of the contract. `id` is the new group's. */
export function checkDraft(
  draft: GroupDraft,
  { id, now }: { readonly id: string; readonly now: Date },
): CheckedDraft {
  const end = checkEnd(draft.endDay, now);
  const parsed = createGroupInput.safeParse({
    id,
    name: draft.name,
    mentorId: draft.mentor?.id,
    menteeIds: draft.mentees.map((mentee) => mentee.id),
    endsAt: end.endsAt?.toISOString() ?? null,
  });
  if (parsed.success && end.problem === undefined) return { ok: true, input: parsed.data };
  const fields = new Set(parsed.error?.issues.map(({ path }) => path[0]));
  return {
    ok: false,
    problems: {
      ...(fields.has("name") && { name: nameProblem(draft.name) }),
      ...(fields.has("mentorId") && { mentor: "missing" }),
      ...(fields.has("menteeIds") && { mentees: "tooMany" }),
      ...(end.problem !== undefined && { endDay: end.problem }),
    },
  };
}

/** The first field with a problem, in the order of the form. */
export const firstProblem = (problems: DraftProblems) =>
  (["name", "mentor", "mentees", "endDay"] as const).find((field) => problems[field] !== undefined);

/** The problem of each field of a form, in words; null if there is none. */
export function draftWords(problems: DraftProblems, { t, locale }: Text<typeof messages>) {
  const number = (limit: number) => limit.toLocaleString(locale);
  const { name, mentor, mentees, endDay } = problems;
  return {
    name: name === undefined ? null : t(`form.name.${name}`, { max: number(limits.nameMax) }),
    mentor: mentor === undefined ? null : t("form.mentor.missing"),
    mentees:
      mentees === undefined
        ? null
        : t("form.mentees.tooMany", { max: number(limits.groupMembersMax) }),
    endDay: endDay === undefined ? null : t(`form.endDay.${endDay}`),
  };
}

/** The group that a form would create. */
export const groupOfDraft = (
  draft: GroupDraft & { readonly mentor: Person },
  id: string,
): Group => ({
  id,
  name: draft.name.trim(),
  mentor: draft.mentor,
  mentees: draft.mentees.filter((mentee) => mentee.id !== draft.mentor.id),
  state: "active",
  endsAt: null,
  conversationId: "",
});

/** An id for a group that the host platform does not know: 128 random bits, so that ids do not collide. */
export function newGroupId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

import { createGroupInput } from "@parley/contract/groups";
import type { CreateGroupInput } from "@parley/contract/groups";
import type { Person } from "@parley/contract/people";
import { codePoints } from "@parley/contract/text-rules";
import { limits } from "@parley/contract/limits";
import { endOfDay } from "../parts/day.ts";

/** A group as it stands in a form. */
export interface GroupDraft {
  readonly name: string;
  readonly mentor: Person | null;
  readonly mentees: readonly Person[];
  /** A day as a date field has it, `2026-12-31`; empty for none. */
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

/** A form that can be sent, or what is wrong with it. */
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

/** Checks a form by the rules of the contract. `id` is the new group's. */
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

/** The first field with a problem, in the order in which they stand. */
export const firstProblem = (problems: DraftProblems) =>
  (["name", "mentor", "mentees", "endDay"] as const).find((field) => problems[field] !== undefined);

import type { Group, UpdateGroupInput } from "@parley/contract";
import { dayOf } from "../parts/day.ts";
import { checkDraft } from "./group-draft.ts";
import type { DraftProblems, GroupDraft } from "./group-draft.ts";

/** Edited fields of the form; the others follow the group. */
export type Edits = Partial<Pick<GroupDraft, "name" | "mentor" | "endDay">>;

const endDayOf = ({ endsAt }: Group) => (endsAt === null ? "" : dayOf(endsAt));

/** The current form: the group with the edits applied. */
export const draftWith = (group: Group, edits: Edits): GroupDraft => ({
  name: group.name,
  mentor: group.mentor,
  mentees: group.mentees,
  endDay: endDayOf(group),
  ...edits,
});

export type CheckedEdits =
  /** Null if nothing changed. */
  | { readonly ok: true; readonly input: UpdateGroupInput | null }
  | { readonly ok: false; readonly problems: DraftProblems };

/**
 * The changes to send. An unchanged end is neither checked nor sent: it may be at another hour than this form would
 * set. A group in state `ending` with a new end becomes active again until that end is near.
 */
export function checkEdits(group: Group, edits: Edits, now: Date): CheckedEdits {
  const draft = draftWith(group, edits);
  const keepsEnd = draft.endDay === endDayOf(group);
  const checked = checkDraft(keepsEnd ? { ...draft, endDay: "" } : draft, { id: group.id, now });
  if (!checked.ok) return checked;
  const { name, mentorId, endsAt = null } = checked.input;
  const changes = {
    ...(name !== group.name && { name }),
    ...(mentorId !== group.mentor.id && { mentorId }),
    ...(!keepsEnd && { endsAt }),
    ...(!keepsEnd && group.state === "ending" && { state: "active" as const }),
  };
  const isSame = Object.keys(changes).length === 0;
  return { ok: true, input: isSame ? null : { groupId: group.id, ...changes } };
}

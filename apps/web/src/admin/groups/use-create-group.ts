import { useGroupActions } from "@parley/react/groups";
import type { Group } from "@parley/contract/groups";
import { useState } from "react";
import type { FormEvent } from "react";
import { useAdminText } from "../admin-text.ts";
import { useAct } from "../parts/use-act.ts";
import { contactChange } from "./contact-change.ts";
import { checkDraft, emptyDraft } from "./group-draft.ts";
import type { DraftProblems, GroupDraft } from "./group-draft.ts";
import { newGroupId } from "./new-group-id.ts";
import { groupOfDraft } from "./new-group.ts";

interface CreateOptions {
  readonly groups: readonly Group[];
  /** `text` says what came of it; null where an earlier try had made the group already. */
  onCreated(groupId: string, text: string | null): void;
  onProblems(problems: DraftProblems): void;
}

/**
 * A form for a new group. Its id is chosen once, so that a repeat after an answer that was lost finds the
 * group and makes no second one.
 */
export function useCreateGroup({ groups, onCreated, onProblems }: CreateOptions) {
  const { t } = useAdminText();
  const { create } = useGroupActions();
  const { act, run } = useAct();
  const [id] = useState(newGroupId);
  const [draft, setDraft] = useState<GroupDraft>(emptyDraft);
  const [isChecked, setIsChecked] = useState(false);
  const [opened] = useState(() => new Date());
  const checked = checkDraft(draft, { id, now: opened });
  const { mentor } = draft;
  const made = mentor === null ? null : groupOfDraft({ ...draft, mentor }, id);
  const contacts = made === null ? 0 : contactChange(groups, [...groups, made]).begins.length;

  const told = (group: Group) => {
    const names = { group: group.name, mentor: group.mentor.name };
    const { length: mentees } = group.mentees;
    return mentees === 0
      ? t("create.doneAlone", names)
      : t("create.done", { ...names, mentees, contacts });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setIsChecked(true);
    if (!checked.ok) return onProblems(checked.problems);
    const { input } = checked;
    const outcome = await run(() => create(input));
    if (outcome === null || made === null) return;
    if (outcome.ok) onCreated(id, told(made));
    // Nobody else has this id: the group is there from a try whose answer was lost, with another name.
    else if (outcome.reason === "already_exists") onCreated(id, null);
  };
  return {
    act,
    draft,
    made,
    contacts,
    problems: isChecked && !checked.ok ? checked.problems : {},
    change: (part: Partial<GroupDraft>) => setDraft((before) => ({ ...before, ...part })),
    submit,
  };
}

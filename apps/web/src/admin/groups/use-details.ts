import { useGroupActions } from "@parley/react/groups";
import type { Group } from "@parley/contract/groups";
import { useState } from "react";
import type { FormEvent } from "react";
import { useAct } from "../parts/use-act.ts";
import { checkEdits, draftWith } from "./details-changes.ts";
import type { Edits } from "./details-changes.ts";
import { useDraftFields } from "./use-draft-fields.ts";

/** The form of a group's details: what is not touched follows the group, what is stays until it is saved. */
export function useDetails(group: Group) {
  const { update } = useGroupActions();
  const { act, run, forget } = useAct();
  const fields = useDraftFields();
  const [edits, setEdits] = useState<Edits>({});
  const [isTried, setIsTried] = useState(false);
  const [opened] = useState(() => new Date());
  const checked = checkEdits(group, edits, opened);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    if (!checked.ok) return fields.focusOn(checked.problems);
    const { input } = checked;
    if (input === null) return;
    const outcome = await run(() => update(input));
    if (outcome?.ok === true) setEdits({});
  };
  return {
    act,
    fields,
    submit,
    draft: draftWith(group, edits),
    isChanged: !checked.ok || checked.input !== null,
    problems: isTried && !checked.ok ? checked.problems : {},
    change(part: Edits) {
      setEdits((before) => ({ ...before, ...part }));
      forget();
    },
  };
}

import { useAdminText } from "../parts/admin-text.ts";
import { Failure } from "../parts/failure.tsx";
import { PersonField } from "../people/person-field.tsx";
import { contactChange, ledBy, withChanged } from "./contact-change.ts";
import { Consequences } from "./consequences.tsx";
import { draftWords } from "./group-draft.ts";
import { EndField, NameField, useDraftFields } from "./group-fields.tsx";
import { GroupSection } from "./group-section.tsx";
import type { GroupPageProps } from "./group-section.tsx";
import { useGroupActions } from "@parley/react/groups";
import type { Group } from "@parley/contract";
import { useState } from "react";
import type { FormEvent } from "react";
import { useAct } from "../parts/use-act.ts";
import { checkEdits, draftWith } from "./details-changes.ts";
import type { Edits } from "./details-changes.ts";

type Form = ReturnType<typeof useDetails>;

/** A group's name, mentor and end. */
export function GroupDetails(props: GroupPageProps) {
  const { t } = useAdminText();
  const form = useDetails(props.group);
  return (
    <GroupSection title={t("group.details")}>
      <form noValidate className="grid gap-4" onSubmit={(event) => void form.submit(event)}>
        <DetailsFields {...props} form={form} />
        <SaveLine form={form} />
        <Failure act={form.act} />
      </form>
    </GroupSection>
  );
}

function DetailsFields({ group, groups, form }: GroupPageProps & { readonly form: Form }) {
  const text = useAdminText();
  const { draft, fields, change } = form;
  const words = draftWords(form.problems, text);
  const { mentor } = draft;
  const isReplaced = mentor !== null && mentor.id !== group.mentor.id;
  const after = isReplaced ? withChanged(groups, group.id, (one) => ledBy(one, mentor)) : groups;
  return (
    <>
      <NameField
        inputRef={fields.name}
        value={draft.name}
        problem={words.name}
        onChange={(name) => change({ name })}
      />
      <PersonField
        inputRef={fields.mentor}
        label={text.t("form.mentor")}
        among="MENTOR"
        value={mentor}
        problem={words.mentor}
        onChange={(next) => change({ mentor: next })}
      />
      {isReplaced && <Consequences change={contactChange(groups, after)} />}
      <EndField
        inputRef={fields.endDay}
        value={draft.endDay}
        problem={words.endDay}
        onChange={(endDay) => change({ endDay })}
      />
    </>
  );
}

function SaveLine({ form: { act, isChanged } }: { readonly form: Form }) {
  const { t } = useAdminText();
  return (
    <div className="flex flex-wrap items-center gap-3">
      <button type="submit" className="button" aria-busy={act.status === "busy"}>
        {t("form.save")}
      </button>
      <p role="status" className="text-sm text-muted">
        {act.status === "busy" && t("form.saving")}
        {act.status === "done" && <span className="text-accent-text">{t("form.saved")} ✓</span>}
        {act.status === "idle" && isChanged && t("form.unsaved")}
      </p>
    </div>
  );
}

/** The form of a group's details: untouched fields follow the group, edits stay until they are saved. */
function useDetails(group: Group) {
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

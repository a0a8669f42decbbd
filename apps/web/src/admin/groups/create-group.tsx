import type { Group } from "@parley/contract";
import { useState } from "react";
import type { FormEvent, Ref } from "react";
import type { Navigation } from "../../routing/navigation.ts";
import { useAdminText } from "../parts/admin-text.ts";
import { Failure } from "../parts/failure.tsx";
import { PeopleField } from "../people/people-field.tsx";
import { PersonField } from "../people/person-field.tsx";
import { BackLink } from "../parts/back-link.tsx";
import { checkDraft, draftWords, emptyDraft, groupOfDraft, newGroupId } from "./group-draft.ts";
import type { DraftProblems, GroupDraft } from "./group-draft.ts";
import { EndField, NameField, useDraftFields } from "./group-fields.tsx";
import { useGroupActions } from "@parley/react/groups";
import { useAct } from "../parts/use-act.ts";
import { contactChange } from "./contact-change.ts";

interface CreateGroupProps {
  readonly groups: readonly Group[];
  readonly navigation: Navigation;
  readonly title: Ref<HTMLHeadingElement>;
  onCreated(groupId: string, text: string | null): void;
}

/** The page with the form for a new group. */
export function CreateGroup({ groups, navigation, title, onCreated }: CreateGroupProps) {
  const { t } = useAdminText();
  const fields = useDraftFields();
  const form = useCreateGroup({ groups, onCreated, onProblems: fields.focusOn });
  const { act, made, contacts } = form;
  return (
    <>
      <BackLink to="groups" navigation={navigation} />
      <h2 ref={title} tabIndex={-1} className="mb-1 text-2xl font-semibold">
        {t("create.title")}
      </h2>
      <p className="mb-5 text-muted">{t("create.intro")}</p>
      <form noValidate className="grid gap-5" onSubmit={(event) => void form.submit(event)}>
        <CreateFields form={form} fields={fields} />
        <Failure act={act} />
        <div className="flex flex-wrap items-center gap-3">
          <button type="submit" className="button" aria-busy={act.status === "busy"}>
            {t(act.status === "busy" ? "create.busy" : "create.submit")}
          </button>
          {made !== null && (
            <p className="text-sm text-muted">
              {t("create.preview", { people: made.mentees.length + 1, contacts })}
            </p>
          )}
        </div>
      </form>
    </>
  );
}

interface CreateFieldsProps {
  readonly form: ReturnType<typeof useCreateGroup>;
  readonly fields: ReturnType<typeof useDraftFields>;
}

function CreateFields({ form: { draft, problems, change }, fields }: CreateFieldsProps) {
  const text = useAdminText();
  const words = draftWords(problems, text);
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
        value={draft.mentor}
        problem={words.mentor}
        onChange={(mentor) => change({ mentor })}
      />
      <PeopleField
        inputRef={fields.mentees}
        label={text.t("form.mentees")}
        among="MENTEE"
        value={draft.mentees}
        problem={words.mentees}
        onChange={(mentees) => change({ mentees })}
      />
      <EndField
        inputRef={fields.endDay}
        value={draft.endDay}
        problem={words.endDay}
        onChange={(endDay) => change({ endDay })}
      />
    </>
  );
}

interface CreateOptions {
  readonly groups: readonly Group[];
  /** `text` describes the result; null if an earlier attempt had already created the group. */
  onCreated(groupId: string, text: string | null): void;
  onProblems(problems: DraftProblems): void;
}

/**
 * A form for a new group. Its id is chosen once, so that a retry after a lost response finds the group instead of
 * creating a second one.
 */
function useCreateGroup({ groups, onCreated, onProblems }: CreateOptions) {
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
    // The id is random: the group exists from an attempt whose response was lost, with another name.
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

import type { Group } from "@parley/contract/groups";
import type { Ref } from "react";
import type { Navigation } from "../../routing/navigation.ts";
import { useAdminText } from "../admin-text.ts";
import { Failure } from "../parts/failure.tsx";
import { PeopleField } from "../people/people-field.tsx";
import { PersonField } from "../people/person-field.tsx";
import { BackToGroups } from "./back-to-groups.tsx";
import { draftWords } from "./draft-words.ts";
import { EndField } from "./end-field.tsx";
import { NameField } from "./name-field.tsx";
import { useCreateGroup } from "./use-create-group.ts";
import { useDraftFields } from "./use-draft-fields.ts";

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
      <BackToGroups navigation={navigation} />
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

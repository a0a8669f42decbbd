import { useAdminText } from "../admin-text.ts";
import { Failure } from "../parts/failure.tsx";
import { PersonField } from "../people/person-field.tsx";
import { ledBy, withChanged } from "./changed-groups.ts";
import { Consequences } from "./consequences.tsx";
import { contactChange } from "./contact-change.ts";
import { draftWords } from "./draft-words.ts";
import { EndField } from "./end-field.tsx";
import type { GroupPageProps } from "./group-page-props.ts";
import { GroupSection } from "./group-section.tsx";
import { NameField } from "./name-field.tsx";
import { useDetails } from "./use-details.ts";

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

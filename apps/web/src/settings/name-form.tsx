import type { Me } from "@parley/contract";
import { limits } from "@parley/contract/limits";
import { useId, useState } from "react";
import type { FormEvent } from "react";
import { nameProblem } from "./name-problem.ts";
import { SavingLine } from "./saving.tsx";
import { useSettingsText } from "./settings-text.ts";
import { useSavingMe } from "./saving.tsx";

/** Edits stay until they are saved, also if saving fails. */
function useNameForm(me: Me) {
  const { saving, save, forget } = useSavingMe();
  const [written, setWritten] = useState<string | null>(null);
  const [isChecked, setIsChecked] = useState(false);
  const name = written ?? me.name;
  return {
    name,
    saving,
    retry: () => void save({ name: name.trim() }),
    problem: isChecked ? nameProblem(name) : null,
    write(text: string) {
      setWritten(text);
      forget();
    },
    submit(event: FormEvent) {
      event.preventDefault();
      setIsChecked(true);
      if (nameProblem(name) === null) void save({ name: name.trim() });
    },
  };
}

/** The user's own name. */
export function NameForm({ me }: { readonly me: Me }) {
  const { t, locale } = useSettingsText();
  const id = useId();
  const { name, problem, saving, retry, write, submit } = useNameForm(me);
  return (
    <form className="grid gap-1.5" onSubmit={submit}>
      <label htmlFor={id} className="font-medium">
        {t("name")}
      </label>
      <div className="flex flex-wrap gap-2">
        <input
          id={id}
          className="field min-w-0 grow basis-56"
          dir="auto"
          autoComplete="name"
          value={name}
          aria-invalid={problem !== null}
          aria-describedby={`${id}-hint ${id}-problem`}
          onChange={({ target }) => write(target.value)}
        />
        <button type="submit" className="button">
          {t("save")}
        </button>
      </div>
      <p id={`${id}-hint`} className="text-sm text-muted">
        {t("nameHint")}
      </p>
      <div id={`${id}-problem`} role="alert" className="text-sm text-danger empty:hidden">
        {problem !== null && t(problem, { max: limits.nameMax.toLocaleString(locale) })}
      </div>
      <SavingLine saving={saving} onRetry={retry} />
    </form>
  );
}

import { newId, outcomeOf } from "@parley/client";
import { limits } from "@parley/contract/limits";
import {
  type StarterLanguage,
  starterLanguages,
  type StarterPlace,
  starterTimes,
} from "@parley/contract/starter-table";
import { checkText } from "@parley/contract/text-rules";
import { toLoadable, useMessaging } from "@parley/react";
import { allStarters, loadStarterTexts, type Starter } from "@parley/react/starters";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useRef, useState } from "react";
import { languageNames } from "../../i18n/languages.ts";
import { useScreenLanguage } from "../../i18n/screen-language.tsx";
import { SettingSelect } from "../../settings/setting-select.tsx";
import { trpc } from "../parts/admin-data.tsx";
import { useAdminText } from "../parts/admin-text.ts";
import { Failure } from "../parts/failure.tsx";
import { Field, problemId } from "../parts/field.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { StatusMessage } from "../parts/status-message.tsx";
import { useAct } from "../parts/use-act.ts";

const roles = ["MENTOR", "MENTEE"] as const;

/** The starters of a language, as they are offered now. */
function useAllStarters(language: StarterLanguage) {
  const changes = trpc.starters.list.useQuery({ language });
  const texts = useQuery({
    queryKey: ["starter-texts", language],
    queryFn: () => loadStarterTexts(language),
  });
  const isKnown = changes.data !== undefined && texts.data !== undefined;
  const data = isKnown ? allStarters(texts.data, changes.data.changes) : undefined;
  return { ...toLoadable({ ...(changes.data === undefined ? changes : texts), data }), changes };
}

/** What is changed, and how it is reported. */
interface Changing {
  readonly language: StarterLanguage;
  readonly isFull: boolean;
  onChanged(notice: string): void;
}

/** STA-4: the conversation starters, which an ADMIN changes, hides and adds in each language. */
export function StartersPage() {
  const { t } = useAdminText();
  const screenLanguage = useScreenLanguage().language;
  const [language, setLanguage] = useState<StarterLanguage>(screenLanguage);
  const [role, setRole] = useState<StarterPlace["role"]>("MENTOR");
  const [notice, setNotice] = useState<string | null>(null);
  const { changes, ...starters } = useAllStarters(language);
  const onChanged = (text: string) => {
    setNotice(text);
    void changes.refetch();
  };
  return (
    <div className="page grid gap-5">
      <div>
        <StatusMessage text={notice} />
        <h2 tabIndex={-1} className="mb-1 text-2xl font-semibold">
          {t("starters.title")}
        </h2>
        <p className="text-muted">{t("starters.intro")}</p>
      </div>
      <div className="flex flex-wrap gap-3">
        <SettingSelect<StarterLanguage>
          label={t("starters.language")}
          value={language}
          options={starterLanguages.map((value) => ({ value, text: languageNames[value] }))}
          onChange={setLanguage}
        />
        <SettingSelect<StarterPlace["role"]>
          label={t("starters.for")}
          value={role}
          options={roles.map((value) => ({ value, text: t(`starters.role.${value}`) }))}
          onChange={setRole}
        />
      </div>
      <Loaded loadable={starters}>
        {(all) => {
          const isFull = all.filter(isAdded).length >= limits.startersMax;
          const changing = { language, isFull, onChanged };
          return (
            <>
              {starterTimes.map((when) => (
                <Time
                  key={`${language} ${when}`}
                  {...changing}
                  title={t(`starters.when.${when}`)}
                  starters={all.filter((one) => one.role === role && one.when === when)}
                />
              ))}
              <Add key={`${language} ${role}`} {...changing} role={role} />
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

const isAdded = ({ state }: Starter) => state === "added";

interface TimeProps extends Changing {
  readonly title: string;
  readonly starters: readonly Starter[];
}

/** The starters of one time of the programme. */
function Time({ title, starters, ...changing }: TimeProps) {
  const id = useId();
  if (starters.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="mb-2 text-base font-semibold">
        {title}
      </h3>
      <ul aria-labelledby={id} className="grid gap-2">
        {starters.map((starter) => (
          <Item key={starter.key} {...changing} starter={starter} />
        ))}
      </ul>
    </section>
  );
}

/** Calls that change a starter, and what is said of them. */
function useChange({ language, onChanged }: Changing) {
  const { t } = useAdminText();
  const { starters } = useMessaging().client.trpc;
  const { act, run } = useAct();
  const settle = async (call: Promise<unknown>) => {
    const outcome = await run(() => outcomeOf(call));
    if (outcome?.ok !== true) return false;
    onChanged(t("starters.done"));
    return true;
  };
  return {
    act,
    save: (input: { key: string; body: string | null } & Partial<StarterPlace>) =>
      settle(starters.save.mutate({ language, ...input })),
    reset: (key: string) => settle(starters.reset.mutate({ language, key })),
  };
}

interface ItemProps extends Changing {
  readonly starter: Starter;
}

function Item({ starter, ...changing }: ItemProps) {
  const { t } = useAdminText();
  const id = useId();
  const { act, save, reset } = useChange(changing);
  const [isEditing, setIsEditing] = useState(false);
  const edit = useRef<HTMLButtonElement>(null);
  const { key, body, role, when, state } = starter;
  const place = state === "added" ? { role, when } : {};
  const stop = () => {
    setIsEditing(false);
    // After the button is there again.
    setTimeout(() => edit.current?.focus());
  };
  const button = (label: string, onPress: () => void) => (
    <button type="button" className="button-quiet" aria-describedby={id} onClick={onPress}>
      {label}
    </button>
  );
  return (
    <li aria-labelledby={id} className="card grid gap-2">
      <div>
        <p
          id={id}
          dir="auto"
          className={state === "hidden" ? "text-muted line-through" : undefined}
        >
          {body}
        </p>
        {state !== "original" && (
          <p className="text-sm text-muted">{t(`starters.state.${state}`)}</p>
        )}
      </div>
      {isEditing ? (
        <TextForm
          initial={body}
          confirm={t("starters.save")}
          onCancel={stop}
          onSave={async (text) => {
            if (await save({ key, body: text, ...place })) stop();
          }}
        />
      ) : (
        <div className="flex flex-wrap gap-2">
          {state !== "hidden" && (
            <button
              ref={edit}
              type="button"
              className="button-quiet"
              aria-describedby={id}
              onClick={() => setIsEditing(true)}
            >
              {t("starters.change")}
            </button>
          )}
          {(state === "original" || state === "changed") &&
            button(t("starters.hide"), () => void save({ key, body: null }))}
          {state === "hidden" && button(t("starters.show"), () => void reset(key))}
          {state === "changed" && button(t("starters.restore"), () => void reset(key))}
          {state === "added" && button(t("starters.remove"), () => void reset(key))}
        </div>
      )}
      <Failure act={act} />
    </li>
  );
}

interface TextFormProps {
  readonly initial: string;
  readonly confirm: string;
  onCancel?(): void;
  onSave(text: string): Promise<void>;
}

/** The text of a starter. */
function TextForm({ initial, confirm, onCancel, onSave }: TextFormProps) {
  const { t } = useAdminText();
  const id = useId();
  const [text, setText] = useState(initial);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const checked = checkText(text, limits.starterMax);
    if (!checked.ok) return setProblem(t("starters.problem", { max: limits.starterMax }));
    setProblem(null);
    void onSave(checked.text);
  };
  return (
    <form className="grid gap-3" noValidate onSubmit={submit}>
      <Field id={id} label={t("starters.text")} problem={problem}>
        <textarea
          id={id}
          className="field"
          // It replaces the text whose button was pressed.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={onCancel !== undefined}
          dir="auto"
          rows={3}
          value={text}
          aria-invalid={problem !== null}
          aria-describedby={problemId(id)}
          onChange={({ target }) => setText(target.value)}
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        {onCancel !== undefined && (
          <button type="button" className="button-quiet min-h-11" onClick={onCancel}>
            {t("cancel")}
          </button>
        )}
        <button type="submit" className="button">
          {confirm}
        </button>
      </div>
    </form>
  );
}

interface AddProps extends Changing {
  readonly role: StarterPlace["role"];
}

function Add({ role, ...changing }: AddProps) {
  const { t } = useAdminText();
  const id = useId();
  const { act, save } = useChange(changing);
  const [when, setWhen] = useState<StarterPlace["when"]>("beginning");
  /** The next one is a form of its own. */
  const [count, setCount] = useState(0);
  // Only mentors are reminded of a silence.
  const times = role === "MENTOR" ? starterTimes : starterTimes.filter((one) => one !== "silence");
  return (
    <section aria-labelledby={id} className="card grid gap-3">
      <h3 id={id} className="text-base font-semibold">
        {t("starters.add")}
      </h3>
      {changing.isFull ? (
        <p>{t("starters.full", { max: limits.startersMax })}</p>
      ) : (
        <>
          <SettingSelect<StarterPlace["when"]>
            label={t("starters.time")}
            value={when}
            options={times.map((value) => ({ value, text: t(`starters.when.${value}`) }))}
            onChange={setWhen}
          />
          <TextForm
            key={count}
            initial=""
            confirm={t("starters.add")}
            onSave={async (body) => {
              if (await save({ key: newId(), body, role, when })) setCount((now) => now + 1);
            }}
          />
          <Failure act={act} />
        </>
      )}
    </section>
  );
}

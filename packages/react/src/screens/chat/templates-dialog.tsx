import { newId, outcomeOf } from "@parley/client";
import type { Template } from "@parley/contract";
import { limits } from "@parley/contract/limits";
import { type FormEvent, useId, useState } from "react";
import { Failure } from "../../components/feedback/notice.tsx";
import { RowSkeletons } from "../../components/feedback/skeletons.tsx";
import { Dialog } from "../../components/overlay/dialog.tsx";
import { valueOf } from "../../loadable.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useReasonWords } from "../../provider/use-reason-words.ts";
import { usePart } from "../../provider/use-screen.ts";
import { useFormat } from "../../provider/wording-context.ts";
import { measureBody } from "../../text/measure-body.ts";

const PART = { part: "templates" } as const;
const NONE: readonly Template[] = [];

/** The length of a title that is proposed, in UTF-16 units. */
const TITLE = 40;

/** The first words of a text. */
function titleOf(body: string): string {
  const [line = ""] = body.trim().split("\n");
  if (line.length <= TITLE) return line;
  const end = line.lastIndexOf(" ", TITLE);
  // A text without spaces is cut where a surrogate pair stays whole.
  return end > 0 ? line.slice(0, end) : Array.from(line.slice(0, TITLE)).slice(0, -1).join("");
}

export interface TemplatesDialogProps {
  /** The text of a template to add; empty if the list is shown. */
  readonly body: string;
  readonly onClose: () => void;
}

/** SPEC TPL-4, TPL-5: the user's templates, which can be added, changed and removed. */
export function TemplatesDialog({ body, onClose }: TemplatesDialogProps) {
  const labels = useAllLabels();
  const templates = usePart(PART);
  const [editing, setEditing] = useState<Template | null>(() =>
    body === "" ? null : { id: newId(), title: titleOf(body), body },
  );
  const add = () => setEditing({ id: newId(), title: "", body: "" });
  return (
    <Dialog title={labels.templates} onClose={onClose}>
      {templates.status === "loading" && <RowSkeletons />}
      {templates.status === "failed" && (
        <Failure reason={templates.reason} onRetry={templates.retry} />
      )}
      {templates.status === "ready" && editing === null && (
        <>
          {templates.value.length === 0 && (
            <p className="parley-form__hint">{labels.templatesHint}</p>
          )}
          <ul className="parley-later-list" aria-label={labels.templates}>
            {templates.value.map((template) => (
              <Item key={template.id} template={template} onEdit={() => setEditing(template)} />
            ))}
          </ul>
          <div className="parley-dialog__actions">
            <button type="button" className="parley-button" data-first-focus onClick={add}>
              {labels.newTemplate}
            </button>
          </div>
        </>
      )}
      {editing !== null && (
        <Editor
          template={editing}
          known={valueOf(templates) ?? NONE}
          onDone={() => setEditing(null)}
        />
      )}
    </Dialog>
  );
}

interface ItemProps {
  readonly template: Template;
  readonly onEdit: () => void;
}

function Item({ template: { id, title, body }, onEdit }: ItemProps) {
  const { client } = useMessaging();
  const labels = useAllLabels();
  const words = useReasonWords();
  const [problem, setProblem] = useState<string | null>(null);
  const remove = async () => {
    // Its event removes it from the list.
    const outcome = await outcomeOf(client.trpc.messages.removeTemplate.mutate({ templateId: id }));
    if (!outcome.ok) setProblem(labels.templateFailed(words(outcome.reason)));
  };
  return (
    <li className="parley-later-item">
      <p className="parley-template__title" dir="auto">
        {title}
      </p>
      <p className="parley-later-item__text" dir="auto">
        {body}
      </p>
      <div className="parley-later-item__actions">
        <button type="button" className="parley-button" onClick={onEdit}>
          {labels.edit}
        </button>
        <button type="button" className="parley-button" onClick={() => void remove()}>
          {labels.remove}
        </button>
      </div>
      <div role="alert">
        {problem !== null && <p className="parley-form__problem">{problem}</p>}
      </div>
    </li>
  );
}

interface EditorProps {
  readonly template: Template;
  readonly known: readonly Template[];
  readonly onDone: () => void;
}

function useTemplateForm({ template, known, onDone }: EditorProps) {
  const { client } = useMessaging();
  const labels = useAllLabels();
  const format = useFormat();
  const words = useReasonWords();
  const [title, setTitle] = useState(template.title);
  const [text, setText] = useState(template.body);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const measure = measureBody(text);
  const save = async () => {
    if (isBusy) return;
    if (measure.status === "too-long") {
      const max = format.number(limits.bodyMax);
      return setProblem(labels.tooLong(format.number(measure.length), max));
    }
    if (measure.status !== "fits" || title.trim() === "") return setProblem(labels.templateBlank);
    const isNew = known.every(({ id }) => id !== template.id);
    if (isNew && known.length >= limits.templatesMax)
      return setProblem(labels.templatesFull(format.number(limits.templatesMax)));
    setIsBusy(true);
    const input = { id: template.id, title: title.trim(), body: measure.body };
    const outcome = await outcomeOf(client.trpc.messages.saveTemplate.mutate(input));
    setIsBusy(false);
    if (outcome.ok) onDone();
    else setProblem(labels.templateFailed(words(outcome.reason)));
  };
  return { title, setTitle, text, setText, problem, isBusy, save };
}

function Editor(props: EditorProps) {
  const labels = useAllLabels();
  const id = useId();
  const { title, setTitle, text, setText, problem, isBusy, save } = useTemplateForm(props);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  return (
    <form className="parley-form" onSubmit={onSubmit} noValidate>
      <label className="parley-form__label" htmlFor={`${id}-title`}>
        {labels.templateTitle}
      </label>
      <input
        id={`${id}-title`}
        className="parley-field"
        // It replaces the button that was pressed.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        dir="auto"
        // UTF-16 units: never more code points than the server takes.
        maxLength={limits.templateTitleMax}
        value={title}
        onChange={({ target }) => setTitle(target.value)}
      />
      <label className="parley-form__label" htmlFor={`${id}-text`}>
        {labels.templateText}
      </label>
      <textarea
        id={`${id}-text`}
        className="parley-field parley-field--text"
        dir="auto"
        rows={5}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <div role="alert">
        {problem !== null && <p className="parley-form__problem">{problem}</p>}
      </div>
      <div className="parley-dialog__actions">
        <button type="button" className="parley-button" onClick={props.onDone}>
          {labels.cancel}
        </button>
        <button type="submit" className="parley-button" aria-busy={isBusy}>
          {labels.save}
        </button>
      </div>
    </form>
  );
}

import { newId, outcomeOf, retryPolicyOf } from "@parley/client";
import type { CreateReportInput, ErrorReason, Person, ReportCategory } from "@parley/contract";
import { limits } from "@parley/contract/limits";
import { codePoints } from "@parley/contract/text-rules";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { Dialog } from "../../components/overlay/dialog.tsx";
import { useBlocked } from "../../hooks/people/use-blocked.ts";
import { useContactActions } from "../../hooks/people/use-contact-actions.ts";
import { useMe } from "../../hooks/session/use-me.ts";
import type { Labels } from "../../labels.ts";
import { valueOf } from "../../loadable.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useReasonWords } from "../../provider/use-reason-words.ts";
import { useFormat } from "../../provider/wording-context.ts";

/** What is reported: a message, a user, or nothing in particular. */
export type ReportAbout =
  | { readonly kind: "message"; readonly conversationId: string; readonly seq: number }
  | { readonly kind: "user"; readonly userId: string }
  | { readonly kind: "help" };

export interface ReportDialogProps {
  readonly about: ReportAbout;
  /** The reported user, or the author of the message, if they are known. */
  readonly person?: Person | undefined;
  readonly onClose: () => void;
}

type Said = Pick<CreateReportInput, "category" | "text">;

/** In the order of their weight. `reportCategories` of the contract would bring zod with it. */
const categories = [
  "bullying",
  "sexual",
  "contact",
  "gifts",
  "danger",
  "spam",
  "other",
] as const satisfies readonly ReportCategory[];

const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 30_000;

/** Resolves after a time, or as soon as the device has a network again. */
const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener("online", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    window.addEventListener("online", end);
    signal.addEventListener("abort", end);
  });

type Sending =
  | { readonly status: "writing"; readonly problem: ErrorReason | "unknown" | null }
  | { readonly status: "sending" | "waiting" | "sent" };

/** What the call names. */
function targetOf(about: ReportAbout): Partial<CreateReportInput> {
  switch (about.kind) {
    case "message":
      return { conversationId: about.conversationId, seqs: [about.seq] };
    case "user":
      return { userId: about.userId };
    case "help":
      return {};
  }
}

/** REP-14: sends a report under one id until it is answered, or the dialog is closed. */
function useSending(about: ReportAbout) {
  const { reports } = useMessaging().client.trpc;
  const [id] = useState(newId);
  const [sending, setSending] = useState<Sending>({ status: "writing", problem: null });
  const [closing] = useState(() => new AbortController());
  useEffect(() => () => closing.abort(), [closing]);
  const send = async (said: Said) => {
    if (sending.status !== "writing") return;
    setSending({ status: "sending" });
    for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      // One attempt follows the other.
      // oxlint-disable-next-line no-await-in-loop
      const outcome = await outcomeOf(reports.create.mutate({ id, ...targetOf(about), ...said }));
      if (closing.signal.aborted) return;
      if (outcome.ok) return setSending({ status: "sent" });
      const { reason } = outcome;
      if (reason === "too_many_requests" || retryPolicyOf(reason) !== "again")
        return setSending({ status: "writing", problem: reason ?? "unknown" });
      setSending({ status: "waiting" });
      // oxlint-disable-next-line no-await-in-loop
      await pause(wait, closing.signal);
      if (closing.signal.aborted) return;
    }
  };
  return { sending, send };
}

/** Why a report was refused. */
function useProblemWords() {
  const labels = useAllLabels();
  const words = useReasonWords();
  return (reason: ErrorReason | "unknown") => {
    if (reason === "too_many_requests") return labels.reportTooMany;
    if (reason === "not_found") return labels.reportGone;
    return labels.reportFailed(words(reason === "unknown" ? undefined : reason));
  };
}

function titleOf({ about, person }: ReportDialogProps, labels: Labels): string {
  switch (about.kind) {
    case "message":
      return labels.reportMessageTitle;
    case "user":
      return labels.reportPersonTitle(person?.name ?? labels.formerMember);
    case "help":
      return labels.askStaff;
  }
}

/** REP-13: reports a message or a user to staff, or asks staff for help, and says what happens next. */
export function ReportDialog(props: ReportDialogProps) {
  const { about, person, onClose } = props;
  const labels = useAllLabels();
  const { sending, send } = useSending(about);
  if (sending.status === "sent")
    return (
      <Dialog title={labels.reportSent} onClose={onClose}>
        <Sent person={person} onClose={onClose} />
      </Dialog>
    );
  return (
    <Dialog title={titleOf(props, labels)} onClose={onClose}>
      <ReportForm {...props} sending={sending} onSend={(said) => void send(said)} />
    </Dialog>
  );
}

interface ReportFormProps extends ReportDialogProps {
  readonly sending: Sending;
  readonly onSend: (said: Said) => void;
}

/** What is wrong with the text, if anything. */
function useCheck(text: string, isRequired: boolean) {
  const labels = useAllLabels();
  const format = useFormat();
  const length = codePoints(text);
  if (length === 0 && isRequired) return labels.reportTextMissing;
  return length > limits.reportTextMax
    ? labels.reportTextLong(format.number(limits.reportTextMax))
    : null;
}

function ReportForm({ about, person, sending, onSend, onClose }: ReportFormProps) {
  const labels = useAllLabels();
  const problemWords = useProblemWords();
  const name = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const first = useRef<HTMLInputElement>(null);
  const isHelp = about.kind === "help";
  const [category, setCategory] = useState<ReportCategory | null>(isHelp ? "other" : null);
  const [text, setText] = useState("");
  const [isChecked, setChecked] = useState(false);
  const isRequired = isHelp || category === "other";
  const problem = useCheck(text.trim(), isRequired);
  const isBusy = sending.status !== "writing";
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setChecked(true);
    if (category === null) return first.current?.focus();
    if (problem !== null) return field.current?.focus();
    onSend({ category, ...(text.trim() === "" ? {} : { text: text.trim() }) });
  };
  const told = () => {
    if (isChecked && category === null) return labels.reportChoose;
    if (isChecked && problem !== null) return problem;
    if (sending.status === "waiting") return labels.reportWaiting;
    return sending.status === "writing" && sending.problem !== null
      ? problemWords(sending.problem)
      : null;
  };
  const label = isHelp
    ? labels.askText
    : isRequired
      ? labels.reportText
      : labels.reportTextOptional;
  return (
    <form className="parley-form" noValidate onSubmit={onSubmit}>
      <p className="parley-report__words">
        {labels.reportOnlyStaff}
        {person !== undefined && ` ${labels.reportNotTold(person.name)}`}
      </p>
      <div className="parley-report__categories" role="radiogroup" aria-label={labels.reportWhat}>
        <p className="parley-form__label">{labels.reportWhat}</p>
        {categories.map((each, at) => (
          <label key={each} className="parley-later-zone">
            <input
              ref={at === 0 ? first : undefined}
              type="radio"
              name={name}
              data-first-focus={each === (category ?? categories[0]) ? "" : undefined}
              disabled={isBusy}
              checked={each === category}
              onChange={() => setCategory(each)}
            />
            <span>{labels.reportCategories[each]}</span>
          </label>
        ))}
      </div>
      {category === "danger" && <p className="parley-report__danger">{labels.reportDanger}</p>}
      <label className="parley-form__label">
        {label}
        <textarea
          ref={field}
          className="parley-field parley-field--text"
          rows={3}
          dir="auto"
          readOnly={isBusy}
          aria-required={isRequired}
          aria-invalid={isChecked && problem !== null}
          aria-describedby={`${name}told`}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <div id={`${name}told`} role="alert">
        {told() !== null && <p className="parley-form__problem">{told()}</p>}
      </div>
      <Next about={about} />
      <div className="parley-dialog__actions parley-report__actions">
        <button type="button" className="parley-button" onClick={onClose}>
          {labels.cancel}
        </button>
        <button type="submit" className="parley-button" data-kind="main" aria-busy={isBusy}>
          {labels.sendReport}
        </button>
      </div>
    </form>
  );
}

/** What happens next, before anything is sent. */
function Next({ about }: Pick<ReportDialogProps, "about">) {
  const labels = useAllLabels();
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="parley-dialog__heading">
        {labels.reportNextTitle}
      </h3>
      <ul className="parley-dialog__points">
        {about.kind === "message" && <li>{labels.reportKeeps}</li>}
        <li>{labels.reportThen}</li>
      </ul>
    </section>
  );
}

/** Whom the user can block: the same as in the menu of a conversation. */
function useBlockable(person: Person | undefined): Person | null {
  const me = valueOf(useMe());
  const blocked = valueOf(useBlocked());
  if (person === undefined || me === undefined || blocked === undefined) return null;
  const isStaff = me.role === "ADMIN" || person.role === "ADMIN";
  const isBlocked = blocked.some((each) => each.person.id === person.id);
  return isStaff || isBlocked || person.kind !== undefined ? null : person;
}

function Sent({ person, onClose }: Pick<ReportDialogProps, "person" | "onClose">) {
  const labels = useAllLabels();
  const words = useReasonWords();
  const { block } = useContactActions();
  const blockable = useBlockable(person);
  /** Whom the dialog offers to block, also after they are. */
  const [offered, setOffered] = useState<Person | null>(null);
  if (offered === null && blockable !== null) setOffered(blockable);
  const [result, setResult] = useState<string | null>(null);
  const done = useRef<HTMLButtonElement>(null);
  useEffect(() => done.current?.focus(), []);
  const onBlock = async ({ id, name }: Person) => {
    const outcome = await block(id);
    setResult(
      outcome.ok
        ? labels.reportBlocked(name)
        : labels.reportBlockFailed(name, words(outcome.reason)),
    );
    done.current?.focus();
  };
  return (
    <>
      <p role="status" className="parley-report__words">
        {labels.reportSentText}
      </p>
      {offered !== null && (
        <p className="parley-report__words">{labels.reportBlockOffer(offered.name)}</p>
      )}
      <div role="status">{result !== null && <p className="parley-report__words">{result}</p>}</div>
      <div className="parley-dialog__actions">
        {offered !== null && result === null && (
          <button
            type="button"
            className="parley-button"
            data-kind="grave"
            onClick={() => void onBlock(offered)}
          >
            {labels.block}
          </button>
        )}
        <button
          ref={done}
          type="button"
          className="parley-button"
          data-kind="main"
          onClick={onClose}
        >
          {labels.done}
        </button>
      </div>
    </>
  );
}

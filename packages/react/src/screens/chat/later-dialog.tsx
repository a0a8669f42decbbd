import type { SendAt } from "@parley/contract";
import { type FormEvent, useId, useState } from "react";
import { Dialog } from "../../components/overlay/dialog.tsx";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import { measureBody } from "../../text/measure-body.ts";
import { localDate } from "../../time/local-moment.ts";
import type { Zones } from "./use-zones.ts";

/** What was chosen. */
export interface LaterChange {
  /** The text, if it can be edited here. */
  readonly body: string | undefined;
  readonly at: SendAt;
}

export interface LaterDialogProps {
  readonly title: string;
  /** The label of the button that ends it. */
  readonly confirm: string;
  /** The text, if it can be edited here. */
  readonly body?: string | undefined;
  /** Whether the text may be empty, since there are files. */
  readonly mayBeEmpty?: boolean | undefined;
  readonly at: SendAt;
  readonly zones: Zones;
  /** Returns why it was not accepted, or null. */
  readonly onSave: (change: LaterChange) => Promise<string | null>;
  readonly onClose: () => void;
}

const nameOf = (zone: string) => zone.replaceAll("_", " ");

interface ZoneChoiceProps {
  readonly zones: Zones;
  readonly first: string;
  readonly value: string;
  readonly onChange: (zone: string) => void;
}

/** The zone of the time: named, and a choice if there are several. */
export function ZoneChoice({ zones, first, value, onChange }: ZoneChoiceProps) {
  const labels = useAllLabels();
  const name = useId();
  const { own, theirs } = zones;
  const all = [...new Set([own, theirs ?? own, first])];
  if (all.length === 1) return <p className="parley-form__hint">{labels.laterZone(nameOf(own))}</p>;
  const labelOf = (zone: string) => {
    if (zone === own) return labels.laterOwnZone(nameOf(zone));
    if (zone === theirs) return labels.laterTheirZone(zones.name, nameOf(zone));
    return labels.laterZone(nameOf(zone));
  };
  return (
    <div className="parley-later-zones" role="radiogroup" aria-label={labels.laterZones}>
      {all.map((zone) => (
        <label key={zone} className="parley-later-zone">
          <input
            type="radio"
            name={name}
            checked={zone === value}
            onChange={() => onChange(zone)}
          />
          <span>{labelOf(zone)}</span>
        </label>
      ))}
    </div>
  );
}

/** The fields, and what is wrong with them. */
function useLaterForm({ at, body: firstBody, mayBeEmpty, onSave, onClose }: LaterDialogProps) {
  const labels = useAllLabels();
  const [body, setBody] = useState(firstBody);
  const [date, setDate] = useState(at.local.slice(0, 10));
  const [time, setTime] = useState(at.local.slice(11));
  const [timeZone, setTimeZone] = useState(at.timeZone);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const measure = body === undefined ? undefined : measureBody(body);
  const status = measure?.status ?? "fits";
  const isText = status === "fits" || (status === "blank" && mayBeEmpty);
  const isReady = date !== "" && time !== "" && isText;
  const save = async () => {
    if (isBusy) return;
    if (!isReady) {
      setProblem(isText ? labels.laterBadTime : labels.reasons.invalid_input);
      return;
    }
    setIsBusy(true);
    const local = `${date}T${time.slice(0, 5)}`;
    const text = measure?.status === "fits" ? measure.body : measure && "";
    const refusal = await onSave({ body: text, at: { local, timeZone } });
    setIsBusy(false);
    if (refusal === null) onClose();
    else setProblem(refusal);
  };
  const fields = { body, setBody, date, setDate, time, setTime, timeZone, setTimeZone };
  return { ...fields, problem, isBusy, save };
}

/** Asks for a date and a time of day, in a zone that it names. */
export function LaterDialog(props: LaterDialogProps) {
  const { title, confirm, at, zones, onClose } = props;
  const labels = useAllLabels();
  const { server } = useMessaging().client;
  const form = useLaterForm(props);
  const id = useId();
  const today = localDate(new Date(server.now()), form.timeZone);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    // In React it is inside of the composer's form.
    event.stopPropagation();
    void form.save();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="parley-form" noValidate onSubmit={onSubmit}>
        {form.body !== undefined && (
          <>
            <label className="parley-form__label" htmlFor={`${id}-body`}>
              {labels.laterText}
            </label>
            <textarea
              id={`${id}-body`}
              className="parley-field parley-field--text"
              rows={3}
              dir="auto"
              value={form.body}
              onChange={(event) => form.setBody(event.target.value)}
            />
          </>
        )}
        <div className="parley-later-moment">
          <label className="parley-form__label">
            {labels.laterDate}
            <input
              type="date"
              className="parley-field"
              data-first-focus
              required
              min={today}
              value={form.date}
              onChange={(event) => form.setDate(event.target.value)}
            />
          </label>
          <label className="parley-form__label">
            {labels.laterTime}
            <input
              type="time"
              className="parley-field"
              required
              value={form.time}
              onChange={(event) => form.setTime(event.target.value)}
            />
          </label>
        </div>
        <ZoneChoice
          zones={zones}
          first={at.timeZone}
          value={form.timeZone}
          onChange={form.setTimeZone}
        />
        <div role="alert">
          {form.problem !== null && <p className="parley-form__problem">{form.problem}</p>}
        </div>
        <div className="parley-dialog__actions">
          <button type="button" className="parley-button" onClick={onClose}>
            {labels.cancel}
          </button>
          <button type="submit" className="parley-button" data-kind="main" aria-busy={form.isBusy}>
            {confirm}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

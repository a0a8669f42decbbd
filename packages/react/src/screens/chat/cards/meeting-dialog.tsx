import { newId, outcomeOf } from "@parley/client";
import type { Conversation, Meeting } from "@parley/contract";
import { meetingLimits } from "@parley/contract/limits";
import { type FormEvent, useId, useRef, useState } from "react";
import { CloseIcon } from "../../../components/action-icons.tsx";
import { IconButton } from "../../../components/icon-button.tsx";
import { Dialog } from "../../../components/overlay/dialog.tsx";
import { useAllLabels } from "../../../provider/all-labels.ts";
import { useMessaging } from "../../../provider/messaging-context.ts";
import { useFormat } from "../../../provider/wording-context.ts";
import { dateAfter, localDate } from "../../../time/local-moment.ts";
import { instantIn } from "../../../time/zone-difference.ts";
import { ZoneChoice } from "../later-dialog.tsx";
import { useChangeMeeting, useMeetingProblem, useMeetingTimes } from "./use-meeting.ts";

export interface MeetingDialogProps {
  readonly conversation: Conversation;
  /** The meeting for which other times are proposed; a new one if absent. */
  readonly meeting?: Meeting | undefined;
  readonly onClose: () => void;
}

const DURATIONS = [15, 30, 45, 60, 90, 120, 180, 240] as const;
const DEFAULT_TIME = "10:00";

/** A time that is being chosen. */
interface Slot {
  readonly key: string;
  readonly date: string;
  readonly time: string;
}

const localOf = ({ date, time }: Slot) => `${date}T${time.slice(0, 5)}`;
const slotOn = (date: string, time: string): Slot => ({ key: newId(), date, time });
const orNull = (text: string) => (text.trim() === "" ? null : text.trim());

/** The chosen times. */
function useSlots(firstDate: string) {
  const [slots, setSlots] = useState<readonly Slot[]>(() => [slotOn(firstDate, DEFAULT_TIME)]);
  return {
    slots,
    add: () =>
      setSlots((now) => {
        const last = now.at(-1);
        const date = last === undefined || last.date === "" ? firstDate : last.date;
        return [...now, slotOn(dateAfter(date, 1), last?.time ?? DEFAULT_TIME)];
      }),
    remove: (key: string) => setSlots((now) => now.filter((slot) => slot.key !== key)),
    change: (key: string, to: Partial<Slot>) =>
      setSlots((now) => now.map((slot) => (slot.key === key ? { ...slot, ...to } : slot))),
  };
}

function useMeetingForm({ conversation, meeting, onClose }: MeetingDialogProps, timeZone: string) {
  const { client } = useMessaging();
  const labels = useAllLabels();
  const problemOf = useMeetingProblem();
  const change = useChangeMeeting();
  const [id] = useState(newId);
  const [title, setTitle] = useState(meeting?.title ?? "");
  const [place, setPlace] = useState(meeting?.place ?? "");
  const [minutes, setMinutes] = useState(meeting?.minutes ?? 60);
  const [problem, setProblem] = useState<string | null>(null);
  const isBusy = useRef(false);
  const save = async (slots: readonly Slot[]) => {
    if (isBusy.current) return;
    if (slots.some(({ date, time }) => date === "" || time === ""))
      return setProblem(labels.badTimes);
    isBusy.current = true;
    const proposal = {
      ...{ slots: slots.map(localOf), timeZone, minutes },
      ...{ title: orNull(title), place: orNull(place) },
    };
    // The events of a call show what it changed.
    const outcome =
      meeting === undefined
        ? await outcomeOf(
            client.trpc.cards.proposeMeeting.mutate({
              ...{ id, conversationId: conversation.id, ...proposal },
            }),
          )
        : await change(meeting, { do: "propose", ...proposal });
    isBusy.current = false;
    if (outcome.ok) return onClose();
    setProblem(problemOf(outcome));
  };
  return { title, setTitle, place, setPlace, minutes, setMinutes, problem, save };
}

/** SPEC MEET-13: proposes times, by the clocks of a zone that is named, for a meeting. */
export function MeetingDialog(props: MeetingDialogProps) {
  const { conversation, meeting, onClose } = props;
  const labels = useAllLabels();
  const format = useFormat();
  const { server } = useMessaging().client;
  const { shown, zones } = useMeetingTimes(conversation, meeting);
  const [timeZone, setTimeZone] = useState(zones.own);
  const form = useMeetingForm(props, timeZone);
  const today = localDate(new Date(server.now()), timeZone);
  const { slots, ...list } = useSlots(dateAfter(today, 1));
  const adding = useRef<HTMLButtonElement>(null);
  const id = useId();
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    // In React it may be inside of the composer's form.
    event.stopPropagation();
    void form.save(slots);
  };
  /** The time by the clocks that are not those of the form. */
  const elsewhere = (slot: Slot) => {
    const at = instantIn(localOf(slot), timeZone);
    if (at === undefined) return null;
    const { text, zone, theirs } = shown(at, form.minutes);
    if (timeZone === zones.own) return theirs;
    return zone === null ? text : labels.timeInZone(text, zone);
  };
  return (
    <Dialog
      title={meeting === undefined ? labels.proposeMeeting : labels.otherTimes}
      onClose={onClose}
    >
      <form className="parley-form" noValidate onSubmit={onSubmit}>
        <label className="parley-form__label">
          {labels.meetingTitle}
          <input
            className="parley-field"
            dir="auto"
            maxLength={meetingLimits.titleMax}
            data-first-focus
            value={form.title}
            onChange={(event) => form.setTitle(event.target.value)}
          />
        </label>
        <div className="parley-meeting-fields" role="group" aria-label={labels.meetingTimes}>
          {slots.map((slot, at) => {
            const number = format.number(at + 1);
            const there = elsewhere(slot);
            return (
              <fieldset key={slot.key} className="parley-meeting-field">
                <legend>{labels.meetingTime(number)}</legend>
                <input
                  type="date"
                  className="parley-field"
                  aria-label={labels.laterDate}
                  aria-describedby={there === null ? undefined : `${id}-${slot.key}`}
                  required
                  min={today}
                  value={slot.date}
                  onChange={(event) => list.change(slot.key, { date: event.target.value })}
                />
                <input
                  type="time"
                  className="parley-field"
                  aria-label={labels.laterTime}
                  required
                  value={slot.time}
                  onChange={(event) => list.change(slot.key, { time: event.target.value })}
                />
                {slots.length > 1 && (
                  <IconButton
                    label={labels.removeTime(number)}
                    onPress={() => {
                      list.remove(slot.key);
                      adding.current?.focus();
                    }}
                  >
                    <CloseIcon />
                  </IconButton>
                )}
                {there !== null && (
                  <p id={`${id}-${slot.key}`} className="parley-form__hint">
                    {there}
                  </p>
                )}
              </fieldset>
            );
          })}
          <button
            ref={adding}
            type="button"
            className="parley-button"
            aria-disabled={slots.length >= meetingLimits.slotsMax}
            onClick={() => slots.length < meetingLimits.slotsMax && list.add()}
          >
            {labels.addTime}
          </button>
        </div>
        <ZoneChoice zones={zones} first={zones.own} value={timeZone} onChange={setTimeZone} />
        <label className="parley-form__label">
          {labels.meetingMinutes}
          <select
            className="parley-field"
            value={form.minutes}
            onChange={(event) => form.setMinutes(Number(event.target.value))}
          >
            {[...new Set([...DURATIONS, form.minutes])]
              .toSorted((one, other) => one - other)
              .map((minutes) => (
                <option key={minutes} value={minutes}>
                  {labels.minutes(format.number(minutes), minutes)}
                </option>
              ))}
          </select>
        </label>
        <label className="parley-form__label">
          {labels.meetingPlace}
          <input
            className="parley-field"
            dir="auto"
            maxLength={meetingLimits.placeMax}
            value={form.place}
            onChange={(event) => form.setPlace(event.target.value)}
          />
        </label>
        <div role="alert">
          {form.problem !== null && <p className="parley-form__problem">{form.problem}</p>}
        </div>
        <div className="parley-dialog__actions">
          <button type="button" className="parley-button" onClick={onClose}>
            {labels.cancel}
          </button>
          <button type="submit" className="parley-button" data-kind="main">
            {labels.sendProposal}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

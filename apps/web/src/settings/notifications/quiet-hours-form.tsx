import type { QuietHours } from "@parley/contract";
import { useEffect, useId, useRef, useState } from "react";
import type { ReactNode } from "react";
import { everyDay, type Weekday, weekdays } from "@parley/contract/weekdays";
import { useNotificationText } from "./notification-text.ts";

type Window = NonNullable<QuietHours[Weekday]>;

interface QuietHoursFormProps {
  readonly value: QuietHours;
  readonly outcome: ReactNode;
  onChange(value: QuietHours): void;
}

/** Hours that are offered first. */
const EVENING: Window = { from: "21:00", until: "07:00" };
const ALL_DAY: Window = { from: "00:00", until: "24:00" };
/** A time is saved once it was not changed for so long, in milliseconds, or its field left. */
const SETTLED_AFTER = 800;

const isAllDay = ({ from, until }: Window) => from === ALL_DAY.from && until === ALL_DAY.until;
const isSame = (one: Window | null, other: Window | null) =>
  one?.from === other?.from && one?.until === other?.until;

/** The quiet hours of each weekday. */
export function QuietHoursForm({ value, outcome, onChange }: QuietHoursFormProps) {
  const { t, locale } = useNotificationText();
  const names = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  // Several days can be changed before the page is shown again.
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  }, [value]);
  const change = (next: QuietHours) => {
    latest.current = next;
    onChange(next);
  };
  return (
    <div className="grid gap-1">
      <ul aria-label={t("quiet")} className="grid">
        {weekdays.map((day, index) => (
          <QuietDay
            key={day}
            // 30 November 2026 is a Monday.
            name={names.format(Date.UTC(2026, 10, 30 + index))}
            value={value[day]}
            isUsedEveryDay={weekdays.every((other) => isSame(value[other], value[day]))}
            onChange={(window) => change({ ...latest.current, [day]: window })}
            onUseEveryDay={() => change(everyDay(value[day]))}
          />
        ))}
      </ul>
      {outcome}
    </div>
  );
}

interface QuietDayProps {
  readonly name: string;
  readonly value: Window | null;
  readonly isUsedEveryDay: boolean;
  onChange(window: Window | null): void;
  onUseEveryDay(): void;
}

function QuietDay({ name, value, isUsedEveryDay, onChange, onUseEveryDay }: QuietDayProps) {
  const { t } = useNotificationText();
  const id = useId();
  const isOn = value !== null;
  return (
    <li className="quiet-day">
      <label className="quiet-day-name">
        <input
          type="checkbox"
          className="check"
          checked={isOn}
          onChange={() => onChange(isOn ? null : EVENING)}
        />
        <span id={id}>{name}</span>
      </label>
      {isOn && (
        <div className="quiet-day-hours">
          {!isAllDay(value) && <QuietTimes name={name} value={value} onChange={onChange} />}
          <label className="flex min-h-11 cursor-pointer items-center gap-2 text-sm">
            <input
              type="checkbox"
              className="check"
              aria-label={t("allDayOf", { weekday: name })}
              checked={isAllDay(value)}
              onChange={() => onChange(isAllDay(value) ? EVENING : ALL_DAY)}
            />
            {t("allDay")}
          </label>
          {!isUsedEveryDay && (
            <button
              type="button"
              className="button-quiet"
              aria-describedby={id}
              onClick={onUseEveryDay}
            >
              {t("everyDay")}
            </button>
          )}
        </div>
      )}
    </li>
  );
}

interface QuietTimesProps {
  readonly name: string;
  readonly value: Window;
  onChange(window: Window): void;
}

/** What is written, and saved once it is complete and settled. */
function useWritten(value: Window, onChange: (window: Window) => void) {
  const [written, setWritten] = useState<Window | null>(null);
  const shown = written ?? value;
  const isComplete = shown.from !== "" && shown.until !== "";
  const isSameTime = isComplete && shown.from === shown.until;
  const isSavable = written !== null && isComplete && !isSameTime && !isSame(written, value);
  const save = () => {
    if (isSavable) onChange(written);
    // What cannot be saved stays, with its problem.
    if (isComplete && !isSameTime) setWritten(null);
  };
  const saveNow = useRef(save);
  useEffect(() => {
    saveNow.current = save;
  });
  useEffect(() => {
    if (!isSavable) return undefined;
    const timer = setTimeout(() => saveNow.current(), SETTLED_AFTER);
    return () => clearTimeout(timer);
  }, [written, isSavable]);
  // The page may be left before it has settled.
  useEffect(() => () => saveNow.current(), []);
  const write = (change: Partial<Window>) => setWritten({ ...shown, ...change });
  return { shown, isSameTime, write, save };
}

function QuietTimes({ name, value, onChange }: QuietTimesProps) {
  const { t } = useNotificationText();
  const id = useId();
  const { shown, isSameTime, write, save } = useWritten(value, onChange);
  const isOvernight = shown.until !== "" && shown.until < shown.from;
  const field = (key: "from" | "until", label: string) => (
    <label className="flex items-center gap-2 text-sm">
      <span className="min-w-12">{t(key)}</span>
      <input
        type="time"
        className="field quiet-time"
        aria-label={label}
        aria-invalid={isSameTime}
        aria-describedby={`${id}-note`}
        // The end of the day is no time of a field.
        value={shown[key] === "24:00" ? "00:00" : shown[key]}
        onChange={({ target }) => write({ [key]: target.value })}
        onBlur={save}
      />
    </label>
  );
  return (
    <>
      {field("from", t("fromOf", { weekday: name }))}
      {field("until", t("untilOf", { weekday: name }))}
      <span id={`${id}-note`} className="basis-full text-sm text-muted empty:hidden">
        {isSameTime ? (
          <span className="text-danger">{t("same")}</span>
        ) : (
          isOvernight && t("nextDay")
        )}
      </span>
    </>
  );
}

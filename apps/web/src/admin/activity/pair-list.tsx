import type { PairActivity } from "@parley/contract";
import { useId, useMemo, useState } from "react";
import { useAdminText } from "../parts/admin-text.ts";
import { PersonLine } from "../parts/person-line.tsx";
import { PairNumbers } from "./pair-numbers.tsx";
import { needsCare, pairState } from "./pair-state.ts";
import type { PairState } from "./pair-state.ts";
import { sums, weekBars } from "./week-bars.ts";
import { WeekChart, type WeekFormats, weekFormats } from "./week-chart.tsx";
import type { Text } from "../../i18n/text.ts";
import type { messages } from "../messages/en.ts";
import { formatDay } from "../parts/day.ts";

interface PairListProps {
  readonly pairs: readonly PairActivity[];
  readonly from: string;
  /** Messages of the fullest week of all charts with this scale. */
  readonly tallest: number;
}

/** The pairs of a mentor, each with a chart, its state in words, and its numbers. */
export function PairList({ pairs, from, tallest }: PairListProps) {
  const { t, locale } = useAdminText();
  const formats = useMemo(() => weekFormats(locale), [locale]);
  return (
    <>
      <p aria-hidden="true" className="mb-1 flex flex-wrap gap-x-4 text-sm text-muted">
        <Key className="bar-mentor" name={t("activity.byMentor")} />
        <Key className="bar-mentee" name={t("activity.byMentee")} />
      </p>
      <ul className="grid divide-y divide-line">
        {pairs.map((pair) => (
          <PairRow
            key={pair.mentee.id}
            pair={pair}
            from={from}
            tallest={tallest}
            formats={formats}
          />
        ))}
      </ul>
    </>
  );
}

function Key({ className, name }: { readonly className: string; readonly name: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span className={`${className} size-3 rounded-sm`} />
      {name}
    </span>
  );
}

interface PairRowProps extends Omit<PairListProps, "pairs"> {
  readonly pair: PairActivity;
  readonly formats: WeekFormats;
}

function PairRow({ pair, from, tallest, formats }: PairRowProps) {
  const text = useAdminText();
  const id = useId();
  const [now] = useState(() => new Date());
  const state = pairState(pair, now);
  const bars = weekBars(pair, { from, tallest });
  const about = text.t("activity.chart", { ...sums(pair), weeks: bars.length });
  return (
    <li aria-labelledby={id} className="grid gap-2 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <PersonLine person={pair.mentee} nameId={id}>
          <span className={needsCare(state) ? "text-warning" : undefined}>
            {stateWords(state, text)}
          </span>
          {pair.items.open + pair.items.done > 0 && (
            <span className="block text-sm text-muted">{text.t("activity.items", pair.items)}</span>
          )}
          {pair.meetingsHeld > 0 && (
            <span className="block text-sm text-muted">
              {text.t("activity.meetings", { count: pair.meetingsHeld })}
            </span>
          )}
        </PersonLine>
        <WeekChart bars={bars} tallest={tallest} about={about} formats={formats} />
      </div>
      <PairNumbers pair={pair} bars={bars} />
    </li>
  );
}

/** Who of a pair is silent and since when, in words. */
function stateWords(state: PairState, { t, locale }: Text<typeof messages>): string {
  const day = (time: string) => ({ day: formatDay(time, locale) });
  switch (state.kind) {
    case "talking":
      return t("activity.talking");
    case "new":
      return t("activity.new", day(state.since));
    case "never":
      return t("activity.neverWrote", day(state.since));
    case "silent":
      return t("activity.silent", day(state.since));
    case "mentor-silent":
      return state.since === null
        ? t("activity.mentorNever")
        : t("activity.mentorSilent", day(state.since));
    case "mentee-silent":
      return state.since === null
        ? t("activity.menteeNever")
        : t("activity.menteeSilent", day(state.since));
  }
}

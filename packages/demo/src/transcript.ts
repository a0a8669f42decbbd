/** When something was said, relative to the day on which the programme is loaded. Minutes since midnight. */
export type Moment =
  | {
      readonly day: "week";
      readonly weeksAgo: number;
      /** Monday is 0. */
      readonly weekday: number;
      readonly minute: number;
    }
  | { readonly day: "yesterday"; readonly minute: number }
  | { readonly day: "today"; readonly minutesAgo: number };

export interface Line {
  readonly moment: Moment;
  readonly speaker: string;
  readonly text: string;
}

type Day =
  | { readonly day: "week"; readonly weeksAgo: number; readonly weekday: number }
  | { readonly day: "yesterday" }
  | { readonly day: "today" };

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const WEEK_HEADING = /^# (\w{3}), ([1-9]) weeks? ago$/;
const SPOKEN = /^(-?)(\d{1,2}):([0-5]\d) (\p{L}+): (.+)$/u;
/** What looks like a heading or a time was meant as one: a typo must not end up inside a message. */
const MEANT_AS_MARK = /^(# |-?\d{1,2}:\d{2}(\s|$))/;

function readHeading(line: string): Day | undefined {
  if (line === "# yesterday") return { day: "yesterday" };
  if (line === "# today") return { day: "today" };
  const [, name = "", weeksAgo] = WEEK_HEADING.exec(line) ?? [];
  const weekday = WEEKDAYS.indexOf(name);
  return weekday < 0 ? undefined : { day: "week", weeksAgo: Number(weeksAgo), weekday };
}

function readSpoken(line: string, day: Day | undefined): Line | undefined {
  const [, minus, hours, minutes, speaker, text] = SPOKEN.exec(line) ?? [];
  if (day === undefined || speaker === undefined || text === undefined) return undefined;
  if ((minus === "-") !== (day.day === "today") || Number(hours) > 23) return undefined;
  const minute = Number(hours) * 60 + Number(minutes);
  const moment: Moment =
    day.day === "today" ? { day: "today", minutesAgo: minute } : { ...day, minute };
  return { moment, speaker, text };
}

/**
 * Reads a conversation written down in this notation; throws at the line that does not follow it.
 *
 *     # Tue, 3 weeks ago          weeks begin on Monday; "1 week ago" is the last whole one
 *     17:05 Ruth: Hello!          time of day, first name, text
 *     Second line of the text.    any other line goes on with the text
 *     # yesterday
 *     08:10 Amara: Good morning
 *     # today
 *     -1:30 Ruth: And to you      an hour and a half before now
 */
export function parseTranscript(transcript: string): Line[] {
  const lines: Line[] = [];
  let day: Day | undefined;
  for (const [index, line] of transcript.trim().split("\n").entries()) {
    const heading = readHeading(line);
    const spoken = readSpoken(line, day);
    const last = lines.at(-1);
    if (heading !== undefined) day = heading;
    else if (spoken !== undefined) lines.push(spoken);
    else if (MEANT_AS_MARK.test(line) || (last === undefined && line !== "")) {
      throw new Error(`line ${index + 1} of the transcript cannot be read: ${line}`);
    } else if (last !== undefined)
      lines[lines.length - 1] = { ...last, text: `${last.text}\n${line}` };
  }
  return lines.map((line) => ({ ...line, text: line.text.trim() }));
}

import type { Meeting } from "@parley/contract";

const encoder = new TextEncoder();

/** No line is longer than this many bytes, in the middle of no character (RFC 5545, 3.1). */
const LINE_MAX = 75;

function folded(line: string): string {
  let text = "";
  let bytes = 0;
  for (const character of line) {
    const { length } = encoder.encode(character);
    if (bytes + length > LINE_MAX) {
      text += "\r\n ";
      bytes = 1;
    }
    text += character;
    bytes += length;
  }
  return text;
}

/** Without characters that control a terminal or the direction of a text; lines end with LF. */
const cleaned = (text: string) =>
  text.replaceAll(/\r\n?/gu, "\n").replaceAll(/(?!\n)[\p{Cc}\u2066-\u2069]/gu, "");

const escaped = (text: string) =>
  cleaned(text)
    .replaceAll(/[\\;,]/gu, String.raw`\$&`)
    .replaceAll("\n", String.raw`\n`);

/** 20261204T090000Z */
const instant = (time: string) => `${time.slice(0, 19).replaceAll(/[-:]/gu, "")}Z`;

export interface CalendarWords {
  /** Shown if the meeting has no title. */
  readonly title: string;
  /** The name of the user who proposed it. */
  readonly organizer: string;
}

/**
 * SPEC MEET-15: an agreed or canceled meeting as a calendar of one event (RFC 5545), in UTC, so that it needs no zone. Its id
 * stays and its sequence grows: a later file replaces the event of an earlier one, and that of a canceled one removes it.
 */
export function calendarFile(meeting: Meeting, { title, organizer }: CalendarWords): string {
  const { id, version, state, agreed, place, changedAt } = meeting;
  if (agreed === null) throw new Error("a meeting without a time has no calendar file");
  const isCanceled = state === "canceled";
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Parley//Meetings//EN",
    `METHOD:${isCanceled ? "CANCEL" : "PUBLISH"}`,
    "BEGIN:VEVENT",
    `UID:${id}@parley`,
    `SEQUENCE:${version - 1}`,
    `DTSTAMP:${instant(changedAt)}`,
    `DTSTART:${instant(agreed.startsAt)}`,
    `DTEND:${instant(agreed.endsAt)}`,
    // An event of these methods has an organizer; its address is not for others.
    `ORGANIZER;CN="${cleaned(organizer).replaceAll(/["\n]/gu, " ")}":invalid:nomail`,
    `SUMMARY:${escaped(meeting.title ?? title)}`,
    ...(place === null ? [] : [`LOCATION:${escaped(place)}`]),
    `STATUS:${isCanceled ? "CANCELLED" : "CONFIRMED"}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** Downloads a meeting as a file for calendars. */
export function downloadCalendar(meeting: Meeting, words: CalendarWords): void {
  const type = "text/calendar;charset=utf-8";
  const href = URL.createObjectURL(new Blob([calendarFile(meeting, words)], { type }));
  Object.assign(document.createElement("a"), { href, download: "meeting.ics" }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

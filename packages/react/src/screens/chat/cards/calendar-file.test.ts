import type { Meeting } from "@parley/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { calendarFile } from "./calendar-file.ts";

const meeting: Meeting = {
  ...{ kind: "meeting", id: "01a22c59-0000-7000-8000-000000000001", seq: 1 },
  ...{ conversationId: "c", creatorId: "ada", proposerId: "ada", changedBy: "ben" },
  ...{ title: "Coffee; tea, or both", place: "https://meet.example.org/x", slots: [], minutes: 60 },
  ...{ timeZone: "Europe/Berlin", state: "agreed", metBy: [], missedBy: [], version: 3 },
  agreed: { startsAt: "2026-12-04T09:00:00.000Z", endsAt: "2026-12-04T10:00:00.000Z" },
  changedAt: "2026-12-01T08:30:15.250Z",
};
const words = { title: "Meeting with Ada", organizer: "Ada" };

test("MEET-15: an agreed meeting is a calendar of one event in UTC", () => {
  expect(calendarFile(meeting, words)).toBe(
    [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Parley//Meetings//EN",
      "METHOD:PUBLISH",
      "BEGIN:VEVENT",
      "UID:01a22c59-0000-7000-8000-000000000001@parley",
      "SEQUENCE:2",
      "DTSTAMP:20261201T083015Z",
      "DTSTART:20261204T090000Z",
      "DTEND:20261204T100000Z",
      'ORGANIZER;CN="Ada":invalid:nomail',
      String.raw`SUMMARY:Coffee\; tea\, or both`,
      "LOCATION:https://meet.example.org/x",
      "STATUS:CONFIRMED",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ].join("\r\n"),
  );
});

test("MEET-15: a canceled meeting removes the event of the same id", () => {
  const file = calendarFile({ ...meeting, state: "canceled", version: 4, title: null }, words);
  for (const line of [
    "METHOD:CANCEL",
    "UID:01a22c59-0000-7000-8000-000000000001@parley",
    "SEQUENCE:3",
    "STATUS:CANCELLED",
    "SUMMARY:Meeting with Ada",
  ])
    expect(file.split("\r\n")).toContain(line);
});

const unescaped = (text: string) =>
  text.replaceAll(/\\([\\;,n])/gu, (_all, one: string) => (one === "n" ? "\n" : one));

test("MEET-15: whatever its texts are, lines are short, end as they have to, and say the same", () => {
  const texts = fc.string({ unit: "binary", maxLength: 200 }).filter((text) => text.isWellFormed());
  fc.assert(
    fc.property(texts, texts, texts, (title, place, organizer) => {
      const file = calendarFile({ ...meeting, title, place }, { title: "", organizer });
      expect(file.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/u);
      const lines = file.split("\r\n");
      for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThan(76);
      // Folded between characters, it is still well-formed.
      expect(lines.every((line) => line.isWellFormed())).toBe(true);
      const whole = file.replaceAll("\r\n ", "").split("\r\n");
      expect(whole).toHaveLength(17);
      const clean = (text: string) =>
        text.replaceAll(/\r\n?/gu, "\n").replaceAll(/(?!\n)[\p{Cc}\u2066-\u2069]/gu, "");
      const valueOf = (name: string) =>
        whole.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1) ?? "";
      expect(unescaped(valueOf("SUMMARY"))).toBe(clean(title));
      expect(unescaped(valueOf("LOCATION"))).toBe(clean(place));
      expect(whole.find((line) => line.startsWith("ORGANIZER"))).toMatch(
        /^ORGANIZER;CN="[^"]*":invalid:nomail$/u,
      );
    }),
  );
});

import { type Outcome, outcomeOf } from "@parley/client";
import type { Conversation, Meeting, MeetingChange } from "@parley/contract";
import { otherPersonOf } from "../../../people.ts";
import { useAllLabels } from "../../../provider/all-labels.ts";
import { useMessaging } from "../../../provider/messaging-context.ts";
import { useReasonWords } from "../../../provider/use-reason-words.ts";
import { useFormat } from "../../../provider/wording-context.ts";
import { hoursAhead, timeIn } from "../../../time/zone-difference.ts";
import { useZones, type Zones } from "../use-zones.ts";

/** Why a call about a meeting failed, as text. */
export function useMeetingProblem(): (outcome: Extract<Outcome, { ok: false }>) => string {
  const labels = useAllLabels();
  const words = useReasonWords();
  return ({ reason }) => {
    if (reason === "version_conflict") return labels.meetingChanged;
    return reason === "invalid_input" ? labels.badTimes : labels.meetingFailed(words(reason));
  };
}

/** Changes the version of a meeting that is shown. */
export function useChangeMeeting() {
  const { client } = useMessaging();
  return ({ id: meetingId, version: expectedVersion }: Meeting, change: MeetingChange) =>
    outcomeOf(client.trpc.cards.changeMeeting.mutate({ meetingId, expectedVersion, change }));
}

/** SPEC MEET-7: only a direct conversation of two people has meetings. */
export function canMeet(conversation: Conversation): boolean {
  const other = otherPersonOf(conversation);
  return conversation.writable.ok && other !== null && other.kind === undefined;
}

/** A time as it is shown: by the reader's clock, and by that of the other user if it differs. */
export interface ShownTime {
  readonly text: string;
  /** The reader's zone, if the other user's clock shows another time. */
  readonly zone: string | null;
  readonly theirs: string | null;
}

const MINUTE = 60_000;
const nameOf = (zone: string) => zone.replaceAll("_", " ");

/** The zone of the other user, as far as it is known: they share it, or have chosen times in it. */
const zoneOfOther = (zones: Zones, meeting: Meeting | undefined): string | null => {
  if (zones.theirs !== null) return zones.theirs;
  const isOther = meeting !== undefined && meeting.timeZone !== zones.own;
  return isOther ? meeting.timeZone : null;
};

/** Writes out times of meetings. */
export function useMeetingTimes(conversation: Conversation, meeting?: Meeting) {
  const format = useFormat();
  const labels = useAllLabels();
  const { server } = useMessaging().client;
  const zones = useZones(conversation);
  const there = zoneOfOther(zones, meeting);
  const { locale } = format;
  const isTheirs = there === zones.theirs;
  const shown = (startsAt: string | number, minutes: number): ShownTime => {
    const start = new Date(startsAt);
    const isThisYear = start.getFullYear() === new Date(server.now()).getFullYear();
    const range = new Intl.DateTimeFormat(locale, {
      ...{ weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" },
      ...(isThisYear ? {} : { year: "numeric" }),
    });
    const text = range.formatRange(start, new Date(start.getTime() + minutes * MINUTE));
    const difference = there === null ? undefined : hoursAhead(start.getTime(), there);
    if (there === null || difference === undefined || difference === 0)
      return { text, zone: null, theirs: null };
    const time = timeIn(start.getTime(), { timeZone: there, locale });
    const zone = nameOf(there);
    const theirs = isTheirs
      ? labels.timeFor(time, zones.name, zone)
      : labels.timeInZone(time, zone);
    return { text, zone: nameOf(zones.own), theirs };
  };
  return { shown, zones };
}

import type { PairActivity } from "@parley/contract";

const WEEK = 7 * 24 * 60 * 60_000;
/** After this time without a message a user counts as silent, in milliseconds. */
const SILENCE = 2 * WEEK;

/** The state of a mentor and a mentee: who is silent, and since when. */
export type PairState =
  | { readonly kind: "talking" }
  /** Together for less than two weeks, without a message. */
  | { readonly kind: "new"; readonly since: string }
  /** Neither ever wrote. */
  | { readonly kind: "never"; readonly since: string }
  | { readonly kind: "silent"; readonly since: string }
  /** Only the other one writes. `since` is null for a user who never wrote. */
  | { readonly kind: "mentor-silent" | "mentee-silent"; readonly since: string | null };

const isRecent = (time: string | null, now: Date) =>
  time !== null && now.getTime() - new Date(time).getTime() < SILENCE;

const later = (one: string | null, other: string | null) =>
  (one ?? "") > (other ?? "") ? one : other;

/** Who of a pair is silent. */
export function pairState({ since, byMentor, byMentee }: PairActivity, now: Date): PairState {
  const last = later(byMentor.lastAt, byMentee.lastAt);
  if (last === null) return { kind: isRecent(since, now) ? "new" : "never", since };
  const mentorWrites = isRecent(byMentor.lastAt, now);
  const menteeWrites = isRecent(byMentee.lastAt, now);
  if (!mentorWrites && !menteeWrites) return { kind: "silent", since: last };
  if (mentorWrites && menteeWrites) return { kind: "talking" };
  // A new pair has not been silent for long, whatever the other one wrote.
  if (isRecent(since, now)) return { kind: "talking" };
  return mentorWrites
    ? { kind: "mentee-silent", since: byMentee.lastAt }
    : { kind: "mentor-silent", since: byMentor.lastAt };
}

/** Whether an ADMIN should look after a pair. */
export function needsCare({ kind }: PairState): boolean {
  switch (kind) {
    case "talking":
    case "new":
      return false;
    case "never":
    case "silent":
    case "mentor-silent":
    case "mentee-silent":
      return true;
  }
}

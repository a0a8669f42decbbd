/** When a starter is offered: by the week of the programme, or after seven days without a message. */
export const starterTimes = ["beginning", "early", "middle", "late", "silence"] as const;
/** A time at which starters are offered. */
export type StarterTime = (typeof starterTimes)[number];

/** The languages that starters are written in. */
export const starterLanguages = ["en", "es", "fr", "ar", "de", "pt"] as const;
/** A language with starters. */
export type StarterLanguage = (typeof starterLanguages)[number];

/** Who is offered a starter, and when. */
export interface StarterPlace {
  readonly role: "MENTOR" | "MENTEE";
  readonly when: StarterTime;
}

const place = (role: StarterPlace["role"], when: StarterTime): StarterPlace => ({ role, when });

/** The starters that every installation has; `@parley/react` has their texts. */
export const starterTable = {
  "mentor-motive": place("MENTOR", "beginning"),
  "mentor-yesterday": place("MENTOR", "beginning"),
  "mentor-success": place("MENTOR", "beginning"),
  "mentor-rhythm": place("MENTOR", "beginning"),
  "mentor-pride": place("MENTOR", "beginning"),
  "mentor-worry": place("MENTOR", "beginning"),
  "mentor-topic": place("MENTOR", "early"),
  "mentor-step": place("MENTOR", "early"),
  "mentor-moved": place("MENTOR", "early"),
  "mentor-model": place("MENTOR", "early"),
  "mentor-time": place("MENTOR", "early"),
  "mentor-half": place("MENTOR", "middle"),
  "mentor-feedback": place("MENTOR", "middle"),
  "mentor-decision": place("MENTOR", "middle"),
  "mentor-rehearsal": place("MENTOR", "middle"),
  "mentor-introduction": place("MENTOR", "middle"),
  "mentor-growth": place("MENTOR", "late"),
  "mentor-alone": place("MENTOR", "late"),
  "mentor-legacy": place("MENTOR", "late"),
  "mentor-silent-time": place("MENTOR", "silence"),
  "mentor-silent-one": place("MENTOR", "silence"),
  "mentor-silent-call": place("MENTOR", "silence"),
  "mentee-path": place("MENTEE", "beginning"),
  "mentee-workday": place("MENTEE", "beginning"),
  "mentee-advice": place("MENTEE", "beginning"),
  "mentee-often": place("MENTEE", "beginning"),
  "mentee-about": place("MENTEE", "beginning"),
  "mentee-why": place("MENTEE", "beginning"),
  "mentee-choice": place("MENTEE", "early"),
  "mentee-application": place("MENTEE", "early"),
  "mentee-mistake": place("MENTEE", "early"),
  "mentee-stuck": place("MENTEE", "early"),
  "mentee-reading": place("MENTEE", "early"),
  "mentee-practice": place("MENTEE", "middle"),
  "mentee-contact": place("MENTEE", "middle"),
  "mentee-interview": place("MENTEE", "middle"),
  "mentee-no": place("MENTEE", "middle"),
  "mentee-stayed": place("MENTEE", "late"),
  "mentee-after": place("MENTEE", "late"),
  "mentee-progress": place("MENTEE", "late"),
} as const;
/** The key of a starter that every installation has. */
export type StarterKey = keyof typeof starterTable;

/** The starters that every installation has, in their order. */
export const starterKeys = Object.keys(starterTable) as readonly StarterKey[];

/** Whether a key is that of a starter that every installation has. */
export const isStarterKey = (key: string): key is StarterKey => Object.hasOwn(starterTable, key);

/** The time of a week of the programme, counted from 1. */
export function starterTimeOf(week: number): StarterTime {
  if (week <= 2) return "beginning";
  if (week <= 6) return "early";
  return week <= 12 ? "middle" : "late";
}

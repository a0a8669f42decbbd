import { useRef } from "react";
import { firstProblem } from "./group-draft.ts";
import type { DraftProblems } from "./group-draft.ts";

/** The fields of a form, so that the first one with a problem can get the focus. */
export function useDraftFields() {
  const name = useRef<HTMLInputElement>(null);
  const mentor = useRef<HTMLInputElement>(null);
  const mentees = useRef<HTMLInputElement>(null);
  const endDay = useRef<HTMLInputElement>(null);
  const fields = { name, mentor, mentees, endDay };
  const focusOn = (problems: DraftProblems) => {
    const field = firstProblem(problems);
    if (field !== undefined) fields[field].current?.focus();
  };
  return { ...fields, focusOn };
}

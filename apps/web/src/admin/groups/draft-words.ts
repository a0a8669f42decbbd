import { limits } from "@parley/contract/limits";
import type { Text } from "../../i18n/text.ts";
import type { messages } from "../messages/en.ts";
import type { DraftProblems } from "./group-draft.ts";

/** What is wrong with each field of a form, in words; null where nothing is. */
export function draftWords(problems: DraftProblems, { t, locale }: Text<typeof messages>) {
  const number = (limit: number) => limit.toLocaleString(locale);
  const { name, mentor, mentees, endDay } = problems;
  return {
    name: name === undefined ? null : t(`form.name.${name}`, { max: number(limits.nameMax) }),
    mentor: mentor === undefined ? null : t("form.mentor.missing"),
    mentees:
      mentees === undefined
        ? null
        : t("form.mentees.tooMany", { max: number(limits.groupMembersMax) }),
    endDay: endDay === undefined ? null : t(`form.endDay.${endDay}`),
  };
}

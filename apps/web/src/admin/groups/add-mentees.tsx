import { useGroupActions } from "@parley/react/groups";
import { limits } from "@parley/contract/limits";
import type { Person } from "@parley/contract/people";
import { useRef, useState } from "react";
import type { FormEvent } from "react";
import { useAdminText } from "../admin-text.ts";
import { Failure } from "../parts/failure.tsx";
import { useAct } from "../parts/use-act.ts";
import { PeopleField } from "../people/people-field.tsx";
import { including, withChanged } from "./changed-groups.ts";
import { contactChange } from "./contact-change.ts";
import { draftWords } from "./draft-words.ts";
import type { GroupPageProps } from "./group-page-props.ts";

/** Lets mentees into a group. */
export function AddMentees({ group, groups, onNews }: GroupPageProps) {
  const text = useAdminText();
  const { t } = text;
  const { addMembers } = useGroupActions();
  const { act, run } = useAct();
  const field = useRef<HTMLInputElement>(null);
  const [people, setPeople] = useState<readonly Person[]>([]);
  const isFull = group.mentees.length + people.length + 1 > limits.groupMembersMax;
  const words = draftWords(isFull ? { mentees: "tooMany" } : {}, text);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (people.length === 0 || isFull) return field.current?.focus();
    const after = withChanged(groups, group.id, (one) => including(one, people));
    const told = { count: people.length, contacts: contactChange(groups, after).begins.length };
    const menteeIds = people.map(({ id }) => id);
    const outcome = await run(() => addMembers({ groupId: group.id, menteeIds }));
    if (outcome?.ok !== true) return;
    setPeople([]);
    onNews(t("group.added", told));
    field.current?.focus();
  };
  return (
    <form noValidate className="grid gap-3" onSubmit={(event) => void submit(event)}>
      <PeopleField
        inputRef={field}
        label={t("group.addMentees")}
        among="MENTEE"
        value={people}
        without={group.mentees}
        problem={words.mentees}
        onChange={setPeople}
      />
      <Failure act={act} />
      <button
        type="submit"
        className="button-quiet min-h-11 justify-self-start"
        aria-busy={act.status === "busy"}
      >
        {t("group.add")}
      </button>
    </form>
  );
}

import type { Person } from "@parley/contract";
import { useId, useRef, useState } from "react";
import type { FormEvent } from "react";
import { useAdminText } from "../parts/admin-text.ts";
import { PersonLine } from "../parts/person-line.tsx";
import { GroupSection } from "./group-section.tsx";
import type { GroupPageProps } from "./group-section.tsx";
import { MoveMentee } from "./move-mentee.tsx";
import { useGroupActions } from "@parley/react/groups";
import { limits } from "@parley/contract/limits";
import { Failure } from "../parts/failure.tsx";
import { useAct } from "../parts/use-act.ts";
import { PeopleField } from "../people/people-field.tsx";
import { contactChange, including, withChanged, without } from "./contact-change.ts";
import { draftWords } from "./group-draft.ts";
import { Modal } from "../parts/modal.tsx";
import { Consequences } from "./consequences.tsx";

/** The open dialog about a mentee. */
interface Asked {
  readonly what: "move" | "remove";
  readonly mentee: Person;
}

/** The mentees of a group, with actions to add, move and remove them. */
export function GroupMembers(props: GroupPageProps) {
  const { group } = props;
  const { t } = useAdminText();
  const [asked, setAsked] = useState<Asked | null>(null);
  const isArchived = group.state === "archived";
  const close = () => setAsked(null);
  return (
    <GroupSection title={t("group.members")}>
      {group.mentees.length === 0 && (
        <p className="mb-3 text-sm text-muted">{t("group.noMembers")}</p>
      )}
      <ul aria-label={t("group.members")} className="mb-4 grid divide-y divide-line">
        {group.mentees.map((mentee) => (
          <MenteeRow
            key={mentee.id}
            mentee={mentee}
            isFixed={isArchived}
            onAsk={(what) => setAsked({ what, mentee })}
          />
        ))}
      </ul>
      {!isArchived && <AddMentees {...props} />}
      {asked?.what === "move" && <MoveMentee {...props} mentee={asked.mentee} onClose={close} />}
      {asked?.what === "remove" && (
        <RemoveMentee {...props} mentee={asked.mentee} onClose={close} />
      )}
    </GroupSection>
  );
}

interface MenteeRowProps {
  readonly mentee: Person;
  readonly isFixed: boolean;
  onAsk(what: Asked["what"]): void;
}

function MenteeRow({ mentee, isFixed, onAsk }: MenteeRowProps) {
  const { t } = useAdminText();
  const id = useId();
  return (
    <li
      aria-labelledby={id}
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5"
    >
      <PersonLine person={mentee} nameId={id} />
      {!isFixed && (
        <div className="flex gap-2 max-sm:ms-12">
          {(["move", "remove"] as const).map((what) => (
            <button
              key={what}
              type="button"
              className="button-quiet"
              aria-describedby={id}
              onClick={() => onAsk(what)}
            >
              {t(`group.${what}`)}
            </button>
          ))}
        </div>
      )}
    </li>
  );
}

/** Adds mentees to a group. */
function AddMentees({ group, groups, onNotice }: GroupPageProps) {
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
    onNotice(t("group.added", told));
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

interface RemoveMenteeProps extends GroupPageProps {
  readonly mentee: Person;
  onClose(): void;
}

/** Asks for confirmation before a mentee is removed. */
function RemoveMentee(props: RemoveMenteeProps) {
  const { group, groups, mentee, title, onNotice, onClose } = props;
  const { t } = useAdminText();
  const { removeMembers } = useGroupActions();
  const names = { name: mentee.name, group: group.name };
  const after = withChanged(groups, group.id, (one) => without(one, mentee.id));
  return (
    <Modal
      title={t("remove.title", names)}
      confirm={t("group.remove")}
      isDanger
      home={title}
      act={() => removeMembers({ groupId: group.id, menteeIds: [mentee.id] })}
      onDone={() => onNotice(t("remove.done", names))}
      onClose={onClose}
    >
      <Consequences change={contactChange(groups, after)} person={mentee} />
    </Modal>
  );
}

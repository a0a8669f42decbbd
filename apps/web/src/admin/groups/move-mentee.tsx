import { useGroupActions } from "@parley/react/groups";
import type { Outcome } from "@parley/react";
import type { Group, Person } from "@parley/contract";
import { useId, useState } from "react";
import { useAdminText } from "../parts/admin-text.ts";
import { Modal } from "../parts/modal.tsx";
import { useRefusal } from "../parts/use-refusal.ts";
import { contactChange, including, withChanged, without } from "./contact-change.ts";
import { Consequences } from "./consequences.tsx";
import type { GroupPageProps } from "./group-section.tsx";
import { move, moveTargets } from "./move.ts";
import { stopComposing } from "@parley/react/composition";
import { Combobox } from "@base-ui/react/combobox";
import { ChoosePopup } from "../../shell/choose-popup.tsx";
import { matchesWords } from "../../shell/matches-words.ts";
import { ChooseButtons } from "../parts/choose.tsx";
import { Field } from "../parts/field.tsx";

interface MoveMenteeProps extends GroupPageProps {
  readonly mentee: Person;
  onClose(): void;
}

/** The groups after a move. */
function moved({ group, groups, mentee }: MoveMenteeProps, to: Group) {
  const left = withChanged(groups, group.id, (one) => without(one, mentee.id));
  return withChanged(left, to.id, (one) => including(one, [mentee]));
}

function useMoving({ group, groups, mentee }: MoveMenteeProps) {
  const { t, locale } = useAdminText();
  const actions = useGroupActions();
  const refusal = useRefusal();
  const [chosen, setChosen] = useState<Group | null>(null);
  const [half, setHalf] = useState<string | null>(null);
  // After half a move, the chosen group has the user already.
  const [targets] = useState(() => moveTargets(groups, mentee.id, locale));
  const choose = (to: Group | null) => {
    setChosen(to);
    setHalf(null);
  };
  const act = async (): Promise<Outcome> => {
    if (chosen === null) return { ok: true };
    const outcome = await move(actions, { userId: mentee.id, from: group.id, to: chosen.id });
    const isHalf = !outcome.ok && outcome.isHalf === true;
    const { name } = mentee;
    setHalf(isHalf ? t("move.half", { name, reason: refusal(outcome.reason) }) : null);
    return outcome;
  };
  return { chosen, choose, half, targets, act };
}

/** Asks where a mentee moves, and shows which contacts end and begin. */
export function MoveMentee(props: MoveMenteeProps) {
  const { groups, mentee, title, onNotice, onClose } = props;
  const { t } = useAdminText();
  const { chosen, choose, half, targets, act } = useMoving(props);
  const { name } = mentee;
  return (
    <Modal
      title={t("move.title", { name })}
      confirm={t("group.move")}
      isBlocked={chosen === null}
      home={title}
      act={act}
      onDone={() => onNotice(t("move.done", { name, group: chosen?.name ?? "" }))}
      onClose={onClose}
    >
      {targets.length === 0 ? (
        <p>{t("move.nowhere", { name })}</p>
      ) : (
        <GroupField label={t("move.to")} groups={targets} value={chosen} onChange={choose} />
      )}
      {chosen !== null && (
        <Consequences change={contactChange(groups, moved(props, chosen))} person={mentee} />
      )}
      {half !== null && <p className="text-danger">{half}</p>}
    </Modal>
  );
}

interface GroupFieldProps {
  readonly label: string;
  readonly groups: readonly Group[];
  readonly value: Group | null;
  onChange(group: Group | null): void;
}

const idOf = ({ id }: Group) => id;
const nameOf = ({ name }: Group) => name;
const sameGroup = (one: Group, other: Group) => one.id === other.id;
const showGroup = (group: Group) => <GroupOption group={group} />;

function GroupOption({ group }: { readonly group: Group }) {
  const { t } = useAdminText();
  return (
    <span className="min-w-0">
      <span className="block font-medium wrap-anywhere">
        <bdi>{group.name}</bdi>
      </span>
      <span className="text-sm text-muted">{t("groups.ledBy", { name: group.mentor.name })}</span>
    </span>
  );
}

/** A field in which a user selects a group by typing part of its name. */
function GroupField({ label, groups, value, onChange }: GroupFieldProps) {
  const { t } = useAdminText();
  const id = useId();
  return (
    <Field id={id} label={label}>
      <Combobox.Root<Group>
        items={groups}
        value={value}
        itemToStringLabel={nameOf}
        filter={matchesWords}
        isItemEqualToValue={sameGroup}
        onValueChange={onChange}
        autoHighlight
      >
        <Combobox.InputGroup className="relative">
          <Combobox.Input onKeyDownCapture={stopComposing} id={id} className="field pe-20" />
          <ChooseButtons />
        </Combobox.InputGroup>
        <ChoosePopup status={null} empty={t("choose.none")} keyOf={idOf} show={showGroup} />
      </Combobox.Root>
    </Field>
  );
}

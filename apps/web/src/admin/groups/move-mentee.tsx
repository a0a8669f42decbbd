import { useGroupActions } from "@parley/react/groups";
import type { Outcome } from "@parley/react";
import type { Group } from "@parley/contract/groups";
import type { Person } from "@parley/contract/people";
import { useState } from "react";
import { useAdminText } from "../admin-text.ts";
import { Modal } from "../parts/modal.tsx";
import { useRefusal } from "../parts/use-refusal.ts";
import { including, withChanged, without } from "./changed-groups.ts";
import { Consequences } from "./consequences.tsx";
import { contactChange } from "./contact-change.ts";
import { GroupField } from "./group-field.tsx";
import type { GroupPageProps } from "./group-page-props.ts";
import { moveTargets } from "./move-targets.ts";
import { move } from "./move.ts";

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
  // Once it is half done, the group that was chosen has the person already.
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

/** Asks where somebody moves, and says which contacts end and begin with it. */
export function MoveMentee(props: MoveMenteeProps) {
  const { groups, mentee, title, onNews, onClose } = props;
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
      onDone={() => onNews(t("move.done", { name, group: chosen?.name ?? "" }))}
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

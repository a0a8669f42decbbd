import type { Contact, Person } from "@parley/contract";
import { useState } from "react";
import { ConfirmDialog } from "../../components/overlay/confirm-dialog.tsx";
import { useContactActions } from "../../hooks/people/use-contact-actions.ts";
import type { Labels } from "../../labels.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useReasonWords } from "../../provider/use-reason-words.ts";

/** An action on a user that asks for confirmation. */
export type ContactStep =
  | { readonly type: "remove"; readonly contact: Contact }
  | { readonly type: "block" | "unblock"; readonly person: Pick<Person, "id" | "name"> };

const personOf = (step: ContactStep) =>
  step.type === "remove" ? step.contact.person : step.person;

interface StepWords {
  readonly title: string;
  readonly consequences: readonly string[];
  readonly confirm: string;
  readonly done: string;
  readonly isGrave: boolean;
}

function wordsOf(step: ContactStep, labels: Labels): StepWords {
  const { name } = personOf(step);
  switch (step.type) {
    case "remove": {
      const stays = step.contact.reasons.some(({ type }) => type !== "custom");
      return {
        title: labels.removeTitle(name),
        consequences: stays
          ? [labels.removeStays(name)]
          : [labels.removeEnds(name), labels.removeKeeps, labels.removeTells(name)],
        confirm: labels.remove,
        done: labels.wasRemoved(name),
        isGrave: !stays,
      };
    }
    case "block":
      return {
        title: labels.blockTitle(name),
        consequences: [
          labels.blockSilence,
          labels.blockSigns,
          labels.blockKeeps,
          labels.blockGroups(name),
          labels.blockTells(name),
        ],
        confirm: labels.block,
        done: labels.wasBlocked(name),
        isGrave: true,
      };
    case "unblock":
      return {
        title: labels.unblockTitle(name),
        consequences: [labels.unblockOpens, labels.unblockLost],
        confirm: labels.unblock,
        done: labels.wasUnblocked(name),
        isGrave: false,
      };
  }
}

export interface ContactDialogProps {
  readonly step: ContactStep;
  /** Receives the message about the completed action. */
  readonly onDone: (words: string) => void;
  readonly onClose: () => void;
}

/** Explains what removing, blocking or unblocking does, and does it. */
export function ContactDialog({ step, onDone, onClose }: ContactDialogProps) {
  const labels = useAllLabels();
  const reasonWords = useReasonWords();
  const actions = useContactActions();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const words = wordsOf(step, labels);
  const confirm = async () => {
    setBusy(true);
    setProblem(undefined);
    const outcome = await actions[step.type](personOf(step).id);
    setBusy(false);
    if (outcome.ok) onDone(words.done);
    else setProblem(reasonWords(outcome.reason));
  };
  return (
    <ConfirmDialog
      title={words.title}
      consequences={words.consequences}
      confirmLabel={words.confirm}
      isGrave={words.isGrave}
      isBusy={isBusy}
      problem={problem}
      onConfirm={() => void confirm()}
      onClose={onClose}
    />
  );
}

import type { ContactReason, Person } from "@parley/contract";
import { Dialog } from "../../components/overlay/dialog.tsx";
import { Failure } from "../../components/feedback/notice.tsx";
import { useExplanation } from "../../hooks/people/use-explanation.ts";
import type { Labels } from "../../labels.ts";
import { useAllLabels } from "../../provider/all-labels.ts";

export interface WhyDialogProps {
  readonly person: Person;
  readonly onClose: () => void;
}

/** How a reason connects the reader with another user. */
export function reasonWords(reason: ContactReason, labels: Labels): string {
  switch (reason.type) {
    case "group":
      return labels.byGroup(reason.groupName);
    case "admin":
      return labels.byAdmin;
    case "custom":
      return labels.byHand;
  }
}

function Explained({ person }: Pick<WhyDialogProps, "person">) {
  const labels = useAllLabels();
  const explanation = useExplanation(person.id);
  switch (explanation.status) {
    case "loading":
      return <p aria-busy="true">{labels.loading}</p>;
    case "failed":
      return <Failure reason={explanation.reason} onRetry={explanation.retry} />;
    case "ready": {
      const { rule, reasons } = explanation.value;
      const words = reasons.map((reason) => reasonWords(reason, labels));
      return (
        <>
          <p>{labels.rules[rule](person.name)}</p>
          <h3 className="parley-dialog__heading">{labels.connectedBy}</h3>
          <ul className="parley-dialog__points">
            {(words.length > 0 ? words : [labels.notConnected]).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      );
    }
  }
}

/** Why the user can or cannot write to another, and how they are connected. */
export function WhyDialog({ person, onClose }: WhyDialogProps) {
  const labels = useAllLabels();
  return (
    <Dialog title={labels.whyTitle(person.name)} onClose={onClose}>
      <div className="parley-dialog__text" aria-live="polite">
        <Explained person={person} />
      </div>
    </Dialog>
  );
}

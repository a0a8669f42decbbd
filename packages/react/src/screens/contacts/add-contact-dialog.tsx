import { reasonOf } from "@parley/client";
import type { Contact, ErrorReason } from "@parley/contract";
import { type FormEvent, useId, useState } from "react";
import { Dialog } from "../../components/overlay/dialog.tsx";
import { useContactActions } from "../../hooks/people/use-contact-actions.ts";
import { useMe } from "../../hooks/session/use-me.ts";
import type { Labels } from "../../labels.ts";
import { valueOf } from "../../loadable.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useReasonWords } from "../../provider/use-reason-words.ts";

interface AddContactDialogProps {
  readonly onAdded: (contact: Contact) => void;
  readonly onClose: () => void;
}

/** A minimal check of an address; the server does the rest. */
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u;

/** Why the contact was not added, in the form's own words if it has any for the reason. */
const wordsOf = ({ unknownAddress, blockedAddress, notAnAddress }: Labels) =>
  new Map<ErrorReason | undefined, string>([
    ["not_found", unknownAddress],
    ["contact_unavailable", blockedAddress],
    ["invalid_input", notAnAddress],
  ]);

function useAdding({ onAdded }: Pick<AddContactDialogProps, "onAdded">) {
  const labels = useAllLabels();
  const reasonWords = useReasonWords();
  const { add } = useContactActions();
  const ownEmail = valueOf(useMe())?.email;
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const submit = async (email: string) => {
    if (isBusy) return;
    if (!ADDRESS.test(email)) return setProblem(labels.notAnAddress);
    if (email.toLowerCase() === ownEmail?.toLowerCase()) return setProblem(labels.ownAddress);
    setProblem(undefined);
    setBusy(true);
    try {
      onAdded(await add(email));
    } catch (error) {
      const reason = reasonOf(error);
      setProblem(wordsOf(labels).get(reason) ?? reasonWords(reason));
    } finally {
      setBusy(false);
    }
  };
  return { submit, problem, isBusy };
}

interface EmailFieldProps {
  readonly email: string;
  readonly problem: string | undefined;
  readonly onEmail: (email: string) => void;
}

function EmailField({ email, problem, onEmail }: EmailFieldProps) {
  const labels = useAllLabels();
  const id = useId();
  return (
    <>
      <label className="parley-form__label" htmlFor={id}>
        {labels.emailAddress}
      </label>
      <input
        id={id}
        type="email"
        className="parley-field"
        data-first-focus
        autoComplete="off"
        required
        value={email}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onEmail(event.target.value)}
      />
      <div id={`${id}-hint`}>
        <p className="parley-form__hint">{labels.addContactHint}</p>
        {problem !== undefined && (
          <p className="parley-form__problem" role="alert">
            {problem}
          </p>
        )}
      </div>
    </>
  );
}

/** Adds a contact by e-mail address. */
export function AddContactDialog({ onAdded, onClose }: AddContactDialogProps) {
  const labels = useAllLabels();
  const [email, setEmail] = useState("");
  const { submit, problem, isBusy } = useAdding({ onAdded });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void submit(email.trim());
  };
  return (
    <Dialog title={labels.addContact} onClose={onClose}>
      {/* The browser's own messages are in its language and disappear, so the form shows its own. */}
      <form className="parley-form" noValidate onSubmit={onSubmit}>
        <EmailField email={email} problem={problem} onEmail={setEmail} />
        <div className="parley-dialog__actions">
          <button type="button" className="parley-button" onClick={onClose}>
            {labels.cancel}
          </button>
          <button type="submit" className="parley-button" data-kind="main" aria-busy={isBusy}>
            {labels.addContact}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

import type { Contact, Person } from "@parley/contract";
import { useContacts } from "../../hooks/people/use-contacts.ts";
import { valueOf } from "../../loadable.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { AddContactDialog } from "./add-contact-dialog.tsx";
import { ContactDialog, type ContactStep } from "./contact-dialog.tsx";
import { WhyDialog } from "./why-dialog.tsx";

/** The open dialog about a user. */
export type OpenDialog =
  | { readonly dialog: "add" }
  | { readonly dialog: "why"; readonly person: Person }
  | { readonly dialog: "step"; readonly step: ContactStep };

interface ContactDialogsProps {
  readonly shown: OpenDialog | null;
  readonly onClose: () => void;
  /** Receives the message about a completed action. */
  readonly onDone: (words: string) => void;
}

/** Renders the open dialog about a user. */
export function ContactDialogs({ shown, onClose, onDone }: ContactDialogsProps) {
  const labels = useAllLabels();
  // The contacts at the time the form was sent.
  const before = valueOf(useContacts());
  const finish = (words: string) => {
    onClose();
    onDone(words);
  };
  const onAdded = ({ person }: Contact) => {
    const wasThere = before?.some((contact) => contact.person.id === person.id) === true;
    finish(wasThere ? labels.wasThere(person.name) : labels.wasAdded(person.name));
  };
  switch (shown?.dialog) {
    case undefined:
      return null;
    case "add":
      return <AddContactDialog onAdded={onAdded} onClose={onClose} />;
    case "why":
      return <WhyDialog person={shown.person} onClose={onClose} />;
    case "step":
      return <ContactDialog step={shown.step} onDone={finish} onClose={onClose} />;
  }
}

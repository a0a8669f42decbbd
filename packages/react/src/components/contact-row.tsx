import type { Contact } from "@parley/contract/contacts";
import { memo, useId } from "react";
import { useFormat, useLabels } from "../provider/wording-context.ts";
import { sharedGroups } from "../text/search-contacts.ts";
import { Avatar } from "./avatar.tsx";

interface ContactRowProps {
  readonly contact: Contact;
  readonly isOnline: boolean;
  readonly isOpening: boolean;
  readonly onMessage: (personId: string) => void;
}

/** What connects two people: the groups that they share, else the other one's role. */
function useConnectionWords(contact: Contact): string {
  const labels = useLabels();
  const format = useFormat();
  const groups = sharedGroups(contact);
  return groups.length > 0 ? format.names(groups) : labels.roles[contact.person.role];
}

function Row({ contact, isOnline, isOpening, onMessage }: ContactRowProps) {
  const labels = useLabels();
  const nameId = useId();
  const { person } = contact;
  const words = useConnectionWords(contact);
  return (
    <li className="parley-list__item parley-contact" aria-label={person.name}>
      <Avatar
        name={person.name}
        imageUrl={person.avatarUrl}
        shadeKey={person.id}
        isOnline={isOnline}
      />
      <span className="parley-contact__text">
        <span className="parley-contact__name" dir="auto" id={nameId}>
          {person.name}
        </span>
        <span className="parley-contact__words" dir="auto">
          {words}
          {isOnline && <span className="parley-hidden">{labels.online}</span>}
        </span>
      </span>
      <button
        type="button"
        className="parley-button parley-contact__button"
        aria-describedby={nameId}
        aria-busy={isOpening}
        onClick={() => onMessage(person.id)}
      >
        {labels.message}
      </button>
    </li>
  );
}

/** One person of the contact list. */
export const ContactRow = memo(Row);

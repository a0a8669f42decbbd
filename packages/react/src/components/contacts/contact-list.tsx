import type { Contact } from "@parley/contract/contacts";
import { type ReactNode, useMemo, useState } from "react";
import type { Loadable } from "../../loadable.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { sectionsOf } from "../../text/search-contacts.ts";
import { ContactSections } from "./contact-sections.tsx";
import { GroupIcon } from "../icons.tsx";
import { Failure, Notice } from "../feedback/notice.tsx";
import type { MenuAction } from "../overlay/menu.tsx";
import { SearchField } from "../search/search-field.tsx";
import { RowSkeletons } from "../feedback/skeletons.tsx";

export interface ContactListProps {
  /** From `useContacts`. */
  readonly contacts: Loadable<readonly Contact[]>;
  readonly onMessage: (personId: string) => void;
  /** The person whose conversation is being opened. */
  readonly openingId?: string | undefined;
  readonly onlineIds?: ReadonlySet<string> | undefined;
  /** What else can be done about a contact. */
  readonly actionsOf?: ((contact: Contact) => readonly MenuAction[]) | undefined;
  /** The next step where there is no contact yet, or the search finds none. */
  readonly onAdd?: (() => void) | undefined;
  /** Stands beside the search. */
  readonly beside?: ReactNode;
  /** Stands below the contacts, knowing what is looked for. */
  readonly below?: ((search: string) => ReactNode) | undefined;
}

/** Everybody whom the signed-in person may write to, under headings, with a search. */
export function ContactList(props: ContactListProps) {
  const labels = useAllLabels();
  const { contacts, below } = props;
  const [search, setSearch] = useState("");
  // Where there is nobody, there is nobody to look for, and the notice has the next step.
  const isEmpty = contacts.status === "ready" && contacts.value.length === 0 && search === "";
  return (
    <div className="parley-contacts">
      {!isEmpty && (
        <div className="parley-side-head">
          <SearchField label={labels.searchContacts} text={search} onText={setSearch} />
          {props.beside}
        </div>
      )}
      {contacts.status === "loading" && <RowSkeletons />}
      {contacts.status === "failed" && (
        <Failure reason={contacts.reason} onRetry={contacts.retry} />
      )}
      {contacts.status === "ready" && (
        <Found {...props} all={contacts.value} search={search.trim()} />
      )}
      {below?.(search.trim())}
    </div>
  );
}

type FoundProps = ContactListProps & {
  readonly all: readonly Contact[];
  readonly search: string;
};

function Found({ all, search, ...props }: FoundProps) {
  const labels = useAllLabels();
  const sections = useMemo(() => sectionsOf(all, search), [all, search]);
  const { onAdd } = props;
  if (all.length === 0 && search === "") {
    return (
      <Notice
        icon={<GroupIcon />}
        title={labels.noContacts}
        hint={labels.noContactsHint}
        action={onAdd && { label: labels.addContact, onPress: onAdd }}
      />
    );
  }
  if (sections.length > 0) return <ContactSections {...props} sections={sections} />;
  return (
    <div className="parley-contacts__nobody">
      <p role="status">{labels.noContactsFound(search)}</p>
      {onAdd && (
        <button type="button" className="parley-button" onClick={onAdd}>
          {labels.addByEmail}
        </button>
      )}
    </div>
  );
}

import type { Contact } from "@parley/contract/contacts";
import { useId, useMemo, useState } from "react";
import type { Loadable } from "../loadable.ts";
import { useLabels } from "../provider/wording-context.ts";
import { type ContactSection, sectionsOf } from "../text/search-contacts.ts";
import { ContactRow } from "./contact-row.tsx";
import { GroupIcon, SearchIcon } from "./icons.tsx";
import { Failure, Notice } from "./notice.tsx";
import { RowSkeletons } from "./skeletons.tsx";

export interface ContactListProps {
  /** From `useContacts`. */
  readonly contacts: Loadable<readonly Contact[]>;
  readonly onMessage: (personId: string) => void;
  /** The person whose conversation is being opened. */
  readonly openingId?: string | undefined;
  readonly onlineIds?: ReadonlySet<string> | undefined;
}

/** Everybody whom the signed-in person may write to, under headings, with a search. */
export function ContactList(props: ContactListProps) {
  const labels = useLabels();
  const { contacts } = props;
  switch (contacts.status) {
    case "loading":
      return <RowSkeletons />;
    case "failed":
      return <Failure reason={contacts.reason} onRetry={contacts.retry} />;
    case "ready":
      if (contacts.value.length > 0) return <Searchable {...props} all={contacts.value} />;
      return <Notice icon={<GroupIcon />} title={labels.noContacts} hint={labels.noContactsHint} />;
  }
}

type SearchableProps = ContactListProps & { readonly all: readonly Contact[] };

function Searchable({ all, ...row }: SearchableProps) {
  const labels = useLabels();
  const [search, setSearch] = useState("");
  const sections = useMemo(() => sectionsOf(all, search), [all, search]);
  return (
    <div className="parley-contacts">
      <div className="parley-search">
        <SearchIcon />
        <input
          type="search"
          className="parley-search__field"
          aria-label={labels.searchContacts}
          placeholder={labels.searchContacts}
          autoComplete="off"
          dir="auto"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      {sections.map((section) => (
        <Section key={section.kind} section={section} {...row} />
      ))}
      {sections.length === 0 && (
        <p className="parley-contacts__nobody" role="status">
          {labels.noContactsFound(search.trim())}
        </p>
      )}
    </div>
  );
}

type SectionProps = Omit<ContactListProps, "contacts"> & { readonly section: ContactSection };

function Section({ section, onMessage, openingId, onlineIds }: SectionProps) {
  const headingId = useId();
  const heading = useLabels().contactKinds[section.kind];
  return (
    <section className="parley-section">
      <h3 className="parley-section__heading" id={headingId}>
        {heading}
      </h3>
      <ul className="parley-list" aria-labelledby={headingId}>
        {section.contacts.map((contact) => (
          <ContactRow
            key={contact.person.id}
            contact={contact}
            isOnline={onlineIds?.has(contact.person.id) ?? false}
            isOpening={openingId === contact.person.id}
            onMessage={onMessage}
          />
        ))}
      </ul>
    </section>
  );
}

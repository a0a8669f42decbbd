import type { Contact } from "@parley/contract";
import { type ReactNode, useId, useMemo, useState } from "react";
import type { Loadable } from "../../loadable.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { type ContactSection, sectionsOf } from "../../text/search-contacts.ts";
import { ContactRow } from "./contact-row.tsx";
import { GroupIcon } from "../menu-icons.tsx";
import { Failure, Notice } from "../feedback/notice.tsx";
import { useRowFocus } from "../list/use-row-focus.ts";
import { useWindowed } from "../list/use-windowed.ts";
import { Menu } from "../overlay/lazy-menu.ts";
import type { MenuAction } from "../overlay/menu.tsx";
import { useMenu } from "../overlay/use-menu.ts";
import { SearchField } from "../search/search-field.tsx";
import { RowSkeletons } from "../feedback/skeletons.tsx";

export interface ContactListProps {
  /** From `useContacts`. */
  readonly contacts: Loadable<readonly Contact[]>;
  /** Called when the user chooses a contact to write to. */
  readonly onMessage: (personId: string) => void;
  /** The id of the user whose conversation is being opened. */
  readonly openingId?: string | undefined;
  /** The ids of users who are online, from `usePresence`. */
  readonly onlineIds?: ReadonlySet<string> | undefined;
  /** More actions for a contact. */
  readonly actionsOf?: ((contact: Contact) => readonly MenuAction[]) | undefined;
  /** The next step if there is no contact yet, or the search has no result. */
  readonly onAdd?: (() => void) | undefined;
  /** Shown next to the search field, such as a button. */
  readonly action?: ReactNode;
  /** @deprecated Renamed to `action`. */
  readonly beside?: ReactNode;
  /** Rendered below the contacts, with the text of the search. */
  readonly below?: ((search: string) => ReactNode) | undefined;
}

/** All contacts of the signed-in user, under headings, with a search. */
export function ContactList(props: ContactListProps) {
  const labels = useAllLabels();
  const { contacts, below } = props;
  const [search, setSearch] = useState("");
  // Without contacts there is nothing to search, and the notice has the next step.
  const isEmpty = contacts.status === "ready" && contacts.value.length === 0 && search === "";
  return (
    <div className="parley-contacts">
      {!isEmpty && (
        <div className="parley-side-head">
          <SearchField label={labels.searchContacts} text={search} onText={setSearch} />
          {props.action ?? props.beside}
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

type Shared = Pick<ContactListProps, "onMessage" | "openingId" | "onlineIds" | "actionsOf">;

type ContactSectionsProps = Shared & { readonly sections: readonly ContactSection[] };

/** Contacts under their headings. Arrows move across all of them. */
function ContactSections({ sections, ...shared }: ContactSectionsProps) {
  const labels = useAllLabels();
  const all = useMemo(() => sections.flatMap((section) => section.contacts), [sections]);
  const ids = useMemo(() => all.map(({ person }) => person.id), [all]);
  const { container, handlers, tabStopId } = useRowFocus({ ids, preferredId: null });
  const menu = useMenu();
  const chosen = menu.open && all.find(({ person }) => person.id === menu.open?.key);
  return (
    // Users operate the buttons; the container only moves the focus between them.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={container} {...handlers}>
      {sections.map((section) => (
        <Section
          key={section.kind}
          section={section}
          tabStopId={tabStopId}
          menu={menu}
          {...shared}
        />
      ))}
      {menu.open && chosen && shared.actionsOf && (
        <Menu
          label={labels.actionsFor(chosen.person.name)}
          actions={shared.actionsOf(chosen)}
          origin={menu.open.origin}
          onClose={menu.close}
        />
      )}
    </div>
  );
}

interface SectionProps extends Shared {
  readonly section: ContactSection;
  readonly tabStopId: string | undefined;
  readonly menu: ReturnType<typeof useMenu>;
}

const NO_ACTIONS = () => [];

function Section({ section, tabStopId, menu, ...shared }: SectionProps) {
  const headingId = useId();
  const heading = useAllLabels().contactKinds[section.kind];
  const { contacts } = section;
  const keep = contacts.findIndex(({ person }) => person.id === tabStopId);
  const { setList, indices, listStyle, styleOf } = useWindowed({ count: contacts.length, keep });
  const { onMessage, openingId, onlineIds, actionsOf = NO_ACTIONS } = shared;
  const row = (contact: Contact, index: number) => (
    <ContactRow
      key={contact.person.id}
      contact={contact}
      isOnline={onlineIds?.has(contact.person.id) ?? false}
      isOpening={openingId === contact.person.id}
      isTabStop={contact.person.id === tabStopId}
      isMenuOpen={menu.open?.key === contact.person.id}
      position={index + 1}
      total={contacts.length}
      style={styleOf(index)}
      actionsOf={actionsOf}
      onMessage={onMessage}
      onMenu={menu.toggle}
      onAskMenu={menu.openAt}
    />
  );
  return (
    <section className="parley-section">
      <h3 className="parley-section__heading" id={headingId}>
        {heading}
      </h3>
      <ul
        ref={setList}
        className="parley-list parley-list--windowed"
        aria-labelledby={headingId}
        style={listStyle}
      >
        {indices.map((index) => {
          const contact = contacts[index];
          return contact && row(contact, index);
        })}
      </ul>
    </section>
  );
}

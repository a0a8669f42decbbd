import type { Contact } from "@parley/contract/contacts";
import { useId, useMemo } from "react";
import { useAllLabels } from "../../provider/all-labels.ts";
import type { ContactSection } from "../../text/search-contacts.ts";
import type { ContactListProps } from "./contact-list.tsx";
import { ContactRow } from "./contact-row.tsx";
import { Menu } from "../overlay/lazy-menu.ts";
import { useMenu } from "../overlay/use-menu.ts";
import { useRowFocus } from "../list/use-row-focus.ts";
import { useWindowed } from "../list/use-windowed.ts";

type Shared = Pick<ContactListProps, "onMessage" | "openingId" | "onlineIds" | "actionsOf">;

type ContactSectionsProps = Shared & { readonly sections: readonly ContactSection[] };

/** Contacts under their headings. Arrows go from row to row across all of them. */
export function ContactSections({ sections, ...shared }: ContactSectionsProps) {
  const labels = useAllLabels();
  const all = useMemo(() => sections.flatMap((section) => section.contacts), [sections]);
  const ids = useMemo(() => all.map(({ person }) => person.id), [all]);
  const { container, handlers, tabStopId } = useRowFocus({ ids, preferredId: null });
  const menu = useMenu();
  const chosen = menu.open && all.find(({ person }) => person.id === menu.open?.key);
  return (
    // The buttons are what is operated; what is around them only carries the keys from one to the next.
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

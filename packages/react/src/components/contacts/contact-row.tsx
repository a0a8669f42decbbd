import type { Contact } from "@parley/contract";
import { type CSSProperties, type KeyboardEvent, memo, type MouseEvent, useId } from "react";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useFormat } from "../../provider/wording-context.ts";
import { sharedGroups } from "../../text/search-contacts.ts";
import { PersonAvatar } from "../avatar.tsx";
import type { MenuAction } from "../overlay/menu.tsx";
import { isMenuKey } from "../overlay/use-menu.ts";
import { RowMenuButton } from "../list/row-menu-button.tsx";
import { unlessComposing } from "../composition.ts";

type Ask = (id: string, trigger: HTMLElement, event: MouseEvent | KeyboardEvent) => void;

interface ContactRowProps {
  readonly contact: Contact;
  readonly isOnline: boolean;
  readonly isOpening: boolean;
  readonly isTabStop: boolean;
  readonly isMenuOpen: boolean;
  readonly position: number;
  readonly total: number;
  readonly style: CSSProperties | undefined;
  readonly actionsOf: (contact: Contact) => readonly MenuAction[];
  readonly onMessage: (personId: string) => void;
  readonly onMenu: (personId: string, trigger: HTMLElement) => void;
  readonly onAskMenu: Ask;
}

/** Why two users are in contact: shared groups, added as a custom contact, else the role. */
function useConnectionWords(contact: Contact): string {
  const labels = useAllLabels();
  const format = useFormat();
  const groups = sharedGroups(contact);
  const isAdded = contact.reasons.some(({ type }) => type === "custom");
  const words = [
    ...(groups.length > 0 ? [labels.inGroup(format.names(groups))] : []),
    ...(isAdded ? [labels.contactKinds.custom] : []),
  ];
  return words.length > 0 ? words.join(" · ") : labels.roles[contact.person.role];
}

interface ActionsProps {
  readonly actions: readonly MenuAction[];
  readonly describedBy: string;
  readonly tabIndex: number;
}

/** Actions of the row's menu, shown on hover. */
function Actions({ actions, describedBy, tabIndex }: ActionsProps) {
  return (
    <span className="parley-contact__actions">
      {actions.map(({ label, icon, isGrave, onChoose }) => (
        <button
          key={label}
          type="button"
          className="parley-icon-button parley-contact__action"
          data-grave={isGrave}
          title={label}
          aria-describedby={describedBy}
          tabIndex={tabIndex}
          onClick={onChoose}
        >
          {icon}
          <span className="parley-hidden">{label}</span>
        </button>
      ))}
    </span>
  );
}

type TextProps = Pick<ContactRowProps, "contact" | "isOnline"> & { readonly nameId: string };

function Text({ contact, isOnline, nameId }: TextProps) {
  const labels = useAllLabels();
  const words = useConnectionWords(contact);
  return (
    <span className="parley-contact__text">
      <span className="parley-contact__name" dir="auto" id={nameId}>
        {contact.person.name}
      </span>
      <span className="parley-contact__words" dir="auto">
        {words}
        {isOnline && <span className="parley-hidden">{labels.online}</span>}
      </span>
    </span>
  );
}

function Row(props: ContactRowProps) {
  const { contact, isOnline, onMessage, onMenu, onAskMenu } = props;
  const labels = useAllLabels();
  const nameId = useId();
  const { person } = contact;
  const actions = props.actionsOf(contact);
  const tabIndex = props.isTabStop ? 0 : -1;
  const ask = (event: MouseEvent<HTMLElement> | KeyboardEvent<HTMLElement>) => {
    const button = event.currentTarget.querySelector<HTMLElement>("[data-message]");
    if (button !== null && actions.length > 0) onAskMenu(person.id, button, event);
  };
  return (
    // The menu key and right-click work anywhere in the row; its buttons offer the same.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      className="parley-list__item parley-contact"
      aria-label={person.name}
      {...placeProps(props)}
      onContextMenu={ask}
      onKeyDown={unlessComposing((event) => {
        if (isMenuKey(event)) ask(event);
      })}
    >
      <PersonAvatar person={person} isOnline={isOnline} />
      <Text contact={contact} isOnline={isOnline} nameId={nameId} />
      <Actions actions={actions} tabIndex={tabIndex} describedBy={nameId} />
      <button
        type="button"
        className="parley-contact__open"
        data-message
        aria-describedby={nameId}
        aria-busy={props.isOpening}
        tabIndex={tabIndex}
        onClick={() => onMessage(person.id)}
      >
        <span className="parley-hidden">{labels.message}</span>
      </button>
      {actions.length > 0 && (
        <RowMenuButton
          name={person.name}
          isOpen={props.isMenuOpen}
          isTabStop={props.isTabStop}
          onToggle={(trigger) => onMenu(person.id, trigger)}
        />
      )}
    </li>
  );
}

/** The position of a row in its list, of which only some are rendered. */
const placeProps = ({ contact, position, total, style }: ContactRowProps) => ({
  "data-row": contact.person.id,
  "aria-posinset": position,
  "aria-setsize": total,
  style,
});

/** One person of the contact list. */
export const ContactRow = memo(Row);

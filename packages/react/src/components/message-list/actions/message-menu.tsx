import type { ReactNode } from "react";
import { useAllLabels } from "../../../provider/all-labels.ts";
import type { Row } from "../../../rows/row.ts";
import type { RowAction } from "../../../rows/row-actions.ts";
import { DeleteIcon, PinIcon, SaveIcon, UnreadIcon } from "../../action-icons.tsx";
import {
  ItemIcon,
  ReportIcon,
  TemplateIcon,
  TranslateIcon,
  CopyIcon,
  LinkIcon,
} from "../../menu-icons.tsx";
import { EditIcon, ReactIcon, ReplyIcon } from "../../icons.tsx";
import { Menu } from "../../overlay/menu.tsx";
import { INLINE_ACTIONS, type MessageActions, performAction } from "./message-actions.ts";
import { MessageSheet } from "./message-sheet.tsx";

export interface MessageMenuProps {
  readonly row: Row;
  /** The actions that are offered for it. */
  readonly offered: readonly RowAction[];
  readonly actions: MessageActions;
  readonly userId: string;
  /** Gets the focus when it closes. */
  readonly trigger: HTMLElement;
  readonly isTouch: boolean;
  /** Opens the emoji popover. */
  readonly onPick: () => void;
  readonly onClose: () => void;
}

const ORDER: readonly RowAction[] = [
  ...(["reply", "react", "edit", "copy", "copy-link", "translate"] as const),
  ...(["pin", "unpin", "save", "unsave", "template"] as const),
  ...(["make-item", "mark-unread", "report", "delete"] as const),
];

const INLINE: readonly RowAction[] = INLINE_ACTIONS;

const ICONS: Readonly<Record<RowAction, ReactNode>> = {
  reply: <ReplyIcon />,
  react: <ReactIcon />,
  edit: <EditIcon />,
  copy: <CopyIcon />,
  pin: <PinIcon />,
  unpin: <PinIcon />,
  save: <SaveIcon />,
  unsave: <SaveIcon isFilled />,
  "copy-link": <LinkIcon />,
  translate: <TranslateIcon />,
  template: <TemplateIcon />,
  "make-item": <ItemIcon />,
  "mark-unread": <UnreadIcon />,
  report: <ReportIcon />,
  delete: <DeleteIcon />,
};

function useActionLabels(): Readonly<Record<RowAction, string>> {
  const labels = useAllLabels();
  return {
    reply: labels.reply,
    react: labels.react,
    edit: labels.edit,
    copy: labels.copyText,
    pin: labels.pin,
    unpin: labels.unpin,
    save: labels.saveMessage,
    unsave: labels.unsaveMessage,
    "copy-link": labels.copyLink,
    translate: labels.translate,
    template: labels.saveAsTemplate,
    "make-item": labels.makeItem,
    "mark-unread": labels.markUnreadFromHere,
    report: labels.report,
    delete: labels.deleteMessage,
  };
}

/** The actions on a message: next to its button those that are not shown there, on a touch screen all in a sheet. */
export function MessageMenu(props: MessageMenuProps) {
  const { row, offered, actions, userId, trigger, isTouch, onPick, onClose } = props;
  const { messageActions } = useAllLabels();
  const labels = useActionLabels();
  const shown = ORDER.filter(
    (action) => offered.includes(action) && (isTouch || !INLINE.includes(action)),
  );
  const items = shown.map((action) => ({
    action,
    label: labels[action],
    icon: ICONS[action],
    isGrave: action === "delete",
    onChoose: () => performAction(action, { row, actions, pick: onPick }),
  }));
  if (!isTouch) {
    return <Menu label={messageActions} actions={items} origin={{ trigger }} onClose={onClose} />;
  }
  return (
    <MessageSheet
      trigger={trigger}
      reactions={row.reactions}
      userId={userId}
      actions={items}
      onReact={
        offered.includes("react")
          ? (emoji, isChosen) => actions.onReact(row, emoji, isChosen)
          : undefined
      }
      onClose={onClose}
    />
  );
}

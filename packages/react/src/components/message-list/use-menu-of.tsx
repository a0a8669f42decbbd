import { useLabels } from "../../provider/wording-context.ts";
import type { Row } from "../../rows/row.ts";
import type { RowAction } from "../../rows/row-actions.ts";
import { DeleteIcon, UnreadIcon } from "../action-icons.tsx";
import { CopyIcon, EditIcon, ReactIcon, ReplyIcon } from "../icons.tsx";
import type { MenuAction } from "../overlay/menu.tsx";
import type { MessageActions } from "./message-actions.ts";

/** A refused clipboard leaves things as they are: there is nothing else to do. */
const copy = (text: string) => void navigator.clipboard?.writeText(text).catch(() => undefined);

const ORDER: readonly RowAction[] = ["reply", "react", "edit", "copy", "mark-unread", "delete"];

/** What the menu of a message offers, of what may be done with it. */
export function useMenuOf(actions: MessageActions | undefined, onPick: (row: Row) => void) {
  const labels = useLabels();
  return (row: Row, offered: readonly RowAction[]): readonly MenuAction[] => {
    const all: Readonly<Record<RowAction, MenuAction>> = {
      reply: { label: labels.reply, icon: <ReplyIcon />, onChoose: () => actions?.onReply(row) },
      react: { label: labels.react, icon: <ReactIcon />, onChoose: () => onPick(row) },
      edit: { label: labels.edit, icon: <EditIcon />, onChoose: () => actions?.onEdit(row) },
      copy: { label: labels.copyText, icon: <CopyIcon />, onChoose: () => copy(row.body ?? "") },
      "mark-unread": {
        label: labels.markUnreadFromHere,
        icon: <UnreadIcon />,
        onChoose: () => actions?.onMarkUnread(row),
      },
      delete: {
        label: labels.deleteMessage,
        icon: <DeleteIcon />,
        isGrave: true,
        onChoose: () => actions?.onDelete(row),
      },
    };
    return ORDER.filter((action) => offered.includes(action)).map((action) => all[action]);
  };
}

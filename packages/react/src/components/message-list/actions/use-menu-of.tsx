import type { Row } from "../../../rows/row.ts";
import type { RowAction } from "../../../rows/row-actions.ts";
import type { MenuAction } from "../../overlay/menu.tsx";
import type { MessageActions } from "./message-actions.ts";
import { performAction } from "./perform-action.ts";
import { useActionLooks } from "./use-action-looks.tsx";

const ORDER: readonly RowAction[] = ["reply", "react", "edit", "copy", "mark-unread", "delete"];

/** What the menu of a message offers, of what may be done with it. */
export function useMenuOf(actions: MessageActions | undefined, onPick: (row: Row) => void) {
  const looks = useActionLooks();
  return (row: Row, offered: readonly RowAction[]): readonly MenuAction[] =>
    ORDER.filter((action) => offered.includes(action)).map((action) => ({
      ...looks[action],
      isGrave: action === "delete",
      onChoose() {
        if (actions !== undefined) performAction(action, { row, actions, pick: () => onPick(row) });
      },
    }));
}

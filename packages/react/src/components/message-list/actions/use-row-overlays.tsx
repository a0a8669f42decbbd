import { useCallback, useMemo, useState } from "react";
import { useLabels } from "../../../provider/wording-context.ts";
import type { Row } from "../../../rows/row.ts";
import type { RowAction } from "../../../rows/row-actions.ts";
import { usePreload } from "../../on-demand.tsx";
import { Menu } from "../../overlay/lazy-menu.ts";
import type { MenuAction } from "../../overlay/menu.tsx";
import { useTouch } from "../../use-touch.ts";
import { doneLater, ReactionPopover } from "./fetched-later.ts";
import { type MessageActions, performAction } from "./message-actions.ts";
import { BESIDE, useActionLooks } from "./message-tools.tsx";
import type { ListTools, RowProps } from "./row-tools.ts";

/** What stands open above the log: one thing at a time, for one message. */
interface Open {
  readonly kind: "menu" | "reactions";
  readonly messageId: string;
  readonly trigger: HTMLElement;
}

interface OverlayOptions extends Pick<RowProps, "actions" | "userId" | "people"> {
  readonly rows: readonly Row[];
  readonly offered: (row: Row) => readonly RowAction[];
}

const ORDER: readonly RowAction[] = ["reply", "react", "edit", "copy", "mark-unread", "delete"];

/** What the menu of a message offers, of what may be done with it. */
function useMenuOf(actions: MessageActions | undefined, onPick: (row: Row) => void) {
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

/** The menu and the emoji of one message at a time, and what opens them. */
export function useRowOverlays({ rows, offered, actions, userId, people }: OverlayOptions) {
  const labels = useLabels();
  const isTouch = useTouch();
  usePreload(doneLater);
  const [open, setOpen] = useState<Open | null>(null);
  const close = useCallback(() => setOpen(null), []);
  const openers = useMemo(() => {
    const opener = (kind: Open["kind"]) => (row: Row, trigger: HTMLElement) =>
      setOpen((now) =>
        // A second press closes it.
        now?.trigger === trigger && now.kind === kind ? null : { kind, messageId: row.id, trigger },
      );
    return { onMore: opener("menu"), onPick: opener("reactions") } satisfies Partial<ListTools>;
  }, []);
  const menuOf = useMenuOf(actions, (row) => {
    if (open !== null) setOpen({ kind: "reactions", messageId: row.id, trigger: open.trigger });
  });

  const row = open === null ? undefined : rows.find(({ id }) => id === open.messageId);
  const draw = () => {
    if (open === null || row === undefined || actions === undefined) return null;
    const { trigger } = open;
    if (open.kind === "reactions") {
      return (
        <ReactionPopover
          trigger={trigger}
          userId={userId}
          people={people}
          anchor={trigger.querySelector<HTMLElement>("[data-anchor]") ?? trigger}
          reactions={row.reactions}
          onReact={(emoji, isChosen) => actions.onReact(row, emoji, isChosen)}
          onClose={close}
        />
      );
    }
    const shown = offered(row).filter((action) => isTouch || !BESIDE.includes(action));
    return (
      <Menu
        label={labels.messageActions}
        actions={menuOf(row, shown)}
        origin={{ trigger }}
        onClose={close}
      />
    );
  };
  return { ...openers, overlay: draw() };
}

import { useCallback, useMemo, useState } from "react";
import { useLabels } from "../../../provider/wording-context.ts";
import type { Row } from "../../../rows/row.ts";
import type { RowAction } from "../../../rows/row-actions.ts";
import { usePreload } from "../../on-demand.tsx";
import { Menu } from "../../overlay/lazy-menu.ts";
import type { MenuAction } from "../../overlay/menu.tsx";
import { useTouch } from "../../use-touch.ts";
import { messageParts, ReactionPopover } from "./on-demand-parts.ts";
import { type MessageActions, performAction } from "./message-actions.ts";
import { INLINE_ACTIONS, useActionLooks } from "./message-tools.tsx";
import type { RowHandlers, RowProps } from "../rows/row-props.ts";

/** The open overlay: one at a time, for one message. */
interface Open {
  readonly kind: "menu" | "reactions";
  readonly messageId: string;
  readonly trigger: HTMLElement;
}

interface OverlayOptions extends Pick<RowProps, "actions" | "userId" | "people"> {
  readonly rows: readonly Row[];
  readonly offered: (row: Row) => readonly RowAction[];
}

const ORDER: readonly RowAction[] = [
  ...(["reply", "react", "edit", "copy", "copy-link"] as const),
  ...(["pin", "unpin", "save", "unsave", "template"] as const),
  ...(["mark-unread", "delete"] as const),
];

/** The items of a message's menu, for the offered actions. */
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

/** The menu and the emoji popover, for one message at a time, and the handlers that open them. */
export function useRowOverlays({ rows, offered, actions, userId, people }: OverlayOptions) {
  const labels = useLabels();
  const isTouch = useTouch();
  usePreload(messageParts);
  const [open, setOpen] = useState<Open | null>(null);
  const close = useCallback(() => setOpen(null), []);
  const openers = useMemo(() => {
    const opener = (kind: Open["kind"]) => (row: Row, trigger: HTMLElement) =>
      setOpen((now) =>
        // A second press closes it.
        now?.trigger === trigger && now.kind === kind ? null : { kind, messageId: row.id, trigger },
      );
    return { onMore: opener("menu"), onPick: opener("reactions") } satisfies Partial<RowHandlers>;
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
    const shown = offered(row).filter((action) => isTouch || !INLINE_ACTIONS.includes(action));
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

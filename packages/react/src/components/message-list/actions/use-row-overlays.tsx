import { type RefObject, useCallback, useMemo, useState } from "react";
import type { Row } from "../../../rows/row.ts";
import type { RowAction } from "../../../rows/row-actions.ts";
import { usePreload } from "../../on-demand.tsx";
import { useTouch } from "../../use-touch.ts";
import { MessageMenu, messageParts, ReactionPopover, SwipeToReply } from "./on-demand-parts.ts";
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
  /** The element that contains the messages. */
  readonly scroller: RefObject<HTMLElement | null>;
}

/** The menu and the emoji popover, for one message at a time, and the handlers that open them. */
export function useRowOverlays(options: OverlayOptions) {
  const { rows, offered, actions, userId, people, scroller } = options;
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
    return (
      <MessageMenu
        row={row}
        offered={offered(row)}
        actions={actions}
        userId={userId}
        trigger={trigger}
        isTouch={isTouch}
        onPick={() => openers.onPick(row, trigger)}
        onClose={close}
      />
    );
  };
  return {
    ...openers,
    overlay: (
      <>
        {draw()}
        {isTouch && actions && (
          <SwipeToReply
            scroller={scroller}
            rows={rows}
            offered={offered}
            onReply={actions.onReply}
          />
        )}
      </>
    ),
  };
}

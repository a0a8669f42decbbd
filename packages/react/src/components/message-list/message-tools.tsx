import type { MouseEvent, ReactNode } from "react";
import { useLabels } from "../../provider/wording-context.ts";
import type { Row } from "../../rows/row.ts";
import type { RowAction } from "../../rows/row-actions.ts";
import { DeleteIcon, MoreIcon } from "../action-icons.tsx";
import { EditIcon, ReactIcon, ReplyIcon } from "../icons.tsx";
import type { MessageActions } from "./message-actions.ts";
import type { ListTools } from "./row-tools.ts";

interface MessageToolsProps {
  readonly row: Row;
  readonly offered: readonly RowAction[];
  readonly actions: MessageActions;
  readonly tools: ListTools;
  /** Everything stands behind `More`: there is no pointer that could hover. */
  readonly isTouch: boolean;
  readonly isTabStop: boolean;
}

/** The tools that stand beside a message itself where there is a pointer; the others stand behind `More`. */
export const BESIDE: readonly RowAction[] = ["react", "reply", "edit", "delete"];

interface ToolProps {
  readonly label: string;
  readonly isTabStop: boolean;
  readonly hasPopup?: "menu" | "dialog" | undefined;
  readonly onPress: (event: MouseEvent<HTMLButtonElement>) => void;
  readonly children: ReactNode;
}

function Tool({ label, isTabStop, hasPopup, onPress, children }: ToolProps) {
  return (
    <button
      type="button"
      className="parley-tool"
      aria-label={label}
      aria-haspopup={hasPopup}
      title={label}
      tabIndex={isTabStop ? 0 : -1}
      onClick={onPress}
    >
      {children}
    </button>
  );
}

/** What can be done with a message, beside it. */
export function MessageTools(props: MessageToolsProps) {
  const { row, offered, actions, tools, isTouch, isTabStop } = props;
  const labels = useLabels();
  const isBeside = (action: RowAction) => !isTouch && offered.includes(action);
  const hasMore = offered.some((action) => isTouch || !BESIDE.includes(action));
  if (offered.length === 0) return null;
  const more = (event: MouseEvent<HTMLButtonElement>) => tools.onMore(row, event.currentTarget);
  const pick = (event: MouseEvent<HTMLButtonElement>) => tools.onPick(row, event.currentTarget);
  return (
    <div className="parley-tools">
      <div className="parley-tools__bar" role="group" aria-label={labels.messageActions}>
        {isBeside("react") && (
          <Tool label={labels.react} hasPopup="dialog" isTabStop={isTabStop} onPress={pick}>
            <ReactIcon />
          </Tool>
        )}
        {isBeside("reply") && (
          <Tool label={labels.reply} isTabStop={isTabStop} onPress={() => actions.onReply(row)}>
            <ReplyIcon />
          </Tool>
        )}
        {isBeside("edit") && (
          <Tool label={labels.edit} isTabStop={isTabStop} onPress={() => actions.onEdit(row)}>
            <EditIcon />
          </Tool>
        )}
        {isBeside("delete") && (
          <Tool
            label={labels.deleteMessage}
            isTabStop={isTabStop}
            onPress={() => actions.onDelete(row)}
          >
            <DeleteIcon />
          </Tool>
        )}
        {hasMore && (
          <Tool label={labels.more} hasPopup="menu" isTabStop={isTabStop} onPress={more}>
            <MoreIcon />
          </Tool>
        )}
      </div>
    </div>
  );
}

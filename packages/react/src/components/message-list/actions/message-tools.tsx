import type { ReactNode } from "react";
import { useLabels } from "../../../provider/wording-context.ts";
import type { Row } from "../../../rows/row.ts";
import type { RowAction } from "../../../rows/row-actions.ts";
import { DeleteIcon, MoreIcon } from "../../action-icons.tsx";
import { EditIcon, ReactIcon, ReplyIcon } from "../../icons.tsx";
import {
  INLINE_ACTIONS,
  type InlineAction,
  type MessageActions,
  performAction,
} from "./message-actions.ts";
import { useTabIndex } from "./message-tab-index.ts";
import type { RowHandlers } from "../rows/row-props.ts";

interface MessageToolsProps {
  readonly row: Row;
  readonly offered: readonly RowAction[];
  readonly actions: MessageActions;
  readonly handlers: RowHandlers;
  /** All actions are behind `More`, since no pointer can hover. */
  readonly isTouch: boolean;
  /** Shown with the actions if the message itself does not show it. */
  readonly time?: string | undefined;
}

interface ToolProps {
  readonly label: string;
  readonly isGrave?: boolean | undefined;
  readonly hasPopup?: "menu" | "dialog" | undefined;
  readonly icon: ReactNode;
  readonly onPress: (trigger: HTMLElement) => void;
}

function Tool({ label, icon, isGrave = false, hasPopup, onPress }: ToolProps) {
  return (
    <button
      type="button"
      className="parley-tool"
      data-grave={isGrave}
      aria-label={label}
      aria-haspopup={hasPopup}
      title={label}
      tabIndex={useTabIndex()}
      onClick={(event) => onPress(event.currentTarget)}
    >
      {icon}
    </button>
  );
}

/** The actions next to a message. */
export function MessageTools(props: MessageToolsProps) {
  const { row, offered, actions, handlers, isTouch, time } = props;
  const labels = useLabels();
  const looks: Readonly<Record<InlineAction, Pick<ToolProps, "label" | "icon">>> = {
    react: { label: labels.react, icon: <ReactIcon /> },
    reply: { label: labels.reply, icon: <ReplyIcon /> },
    edit: { label: labels.edit, icon: <EditIcon /> },
    delete: { label: labels.deleteMessage, icon: <DeleteIcon /> },
  };
  const inline = isTouch ? [] : INLINE_ACTIONS.filter((action) => offered.includes(action));
  if (offered.length === 0) return null;
  const tool = (action: InlineAction) => (
    <Tool
      key={action}
      {...looks[action]}
      isGrave={action === "delete"}
      hasPopup={action === "react" ? "dialog" : undefined}
      onPress={(trigger) =>
        performAction(action, { row, actions, pick: () => handlers.onPick(row, trigger) })
      }
    />
  );
  return (
    <div className="parley-tools">
      <div
        className="parley-tools__bar"
        role="group"
        aria-label={labels.messageActions}
        data-time={time}
      >
        {inline.filter((action) => action !== "delete").map(tool)}
        {inline.length < offered.length && (
          <Tool
            label={labels.more}
            icon={<MoreIcon />}
            hasPopup="menu"
            onPress={(trigger) => handlers.onMore(row, trigger)}
          />
        )}
        {/* Last and separated, because a press deletes. */}
        {inline.includes("delete") && tool("delete")}
      </div>
    </div>
  );
}

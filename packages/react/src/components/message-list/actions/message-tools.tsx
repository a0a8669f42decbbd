import type { ReactNode } from "react";
import { useLabels } from "../../../provider/wording-context.ts";
import type { Row } from "../../../rows/row.ts";
import type { RowAction } from "../../../rows/row-actions.ts";
import { DeleteIcon, MoreIcon, UnreadIcon } from "../../action-icons.tsx";
import { CopyIcon, EditIcon, ReactIcon, ReplyIcon } from "../../icons.tsx";
import { type MessageActions, performAction } from "./message-actions.ts";
import { useStop } from "./message-stops.ts";
import type { ListTools } from "./row-tools.ts";

interface ActionLook {
  readonly label: string;
  readonly icon: ReactNode;
}

/** How each thing that can be done with a message is named and drawn. */
export function useActionLooks(): Readonly<Record<RowAction, ActionLook>> {
  const labels = useLabels();
  return {
    reply: { label: labels.reply, icon: <ReplyIcon /> },
    react: { label: labels.react, icon: <ReactIcon /> },
    edit: { label: labels.edit, icon: <EditIcon /> },
    copy: { label: labels.copyText, icon: <CopyIcon /> },
    "mark-unread": { label: labels.markUnreadFromHere, icon: <UnreadIcon /> },
    delete: { label: labels.deleteMessage, icon: <DeleteIcon /> },
  };
}

interface MessageToolsProps {
  readonly row: Row;
  readonly offered: readonly RowAction[];
  readonly actions: MessageActions;
  readonly tools: ListTools;
  /** Everything stands behind `More`: there is no pointer that could hover. */
  readonly isTouch: boolean;
}

/** The tools that stand next to a message where there is a pointer; the others stand behind `More`. */
export const BESIDE: readonly RowAction[] = ["react", "reply", "edit", "delete"];

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
      tabIndex={useStop()}
      onClick={(event) => onPress(event.currentTarget)}
    >
      {icon}
    </button>
  );
}

/** What can be done with a message, beside it. */
export function MessageTools(props: MessageToolsProps) {
  const { row, offered, actions, tools, isTouch } = props;
  const labels = useLabels();
  const looks = useActionLooks();
  const beside = isTouch ? [] : BESIDE.filter((action) => offered.includes(action));
  if (offered.length === 0) return null;
  const tool = (action: RowAction) => (
    <Tool
      key={action}
      {...looks[action]}
      isGrave={action === "delete"}
      hasPopup={action === "react" ? "dialog" : undefined}
      onPress={(trigger) =>
        performAction(action, { row, actions, pick: () => tools.onPick(row, trigger) })
      }
    />
  );
  return (
    <div className="parley-tools">
      <div className="parley-tools__bar" role="group" aria-label={labels.messageActions}>
        {beside.filter((action) => action !== "delete").map(tool)}
        {beside.length < offered.length && (
          <Tool
            label={labels.more}
            icon={<MoreIcon />}
            hasPopup="menu"
            onPress={(trigger) => tools.onMore(row, trigger)}
          />
        )}
        {/* Last and apart: a press deletes. */}
        {beside.includes("delete") && tool("delete")}
      </div>
    </div>
  );
}

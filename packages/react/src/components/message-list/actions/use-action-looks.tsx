import type { ReactNode } from "react";
import { useLabels } from "../../../provider/wording-context.ts";
import type { RowAction } from "../../../rows/row-actions.ts";
import { DeleteIcon, UnreadIcon } from "../../action-icons.tsx";
import { CopyIcon, EditIcon, ReactIcon, ReplyIcon } from "../../icons.tsx";

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

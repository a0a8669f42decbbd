import { ConfirmDialog } from "../../components/overlay/confirm-dialog.tsx";
import type { ConversationItem } from "../../conversation-item.ts";
import { useAllLabels } from "../../provider/all-labels.ts";

export interface DeleteDialogProps {
  readonly item: ConversationItem;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks for confirmation, and explains what deleting a conversation for oneself does. */
export function DeleteDialog({ item, onConfirm, onClose }: DeleteDialogProps) {
  const labels = useAllLabels();
  const { name, isGroup } = item;
  return (
    <ConfirmDialog
      title={labels.deleteTitle(name)}
      consequences={[
        labels.deleteHides,
        isGroup ? labels.deleteKeepsGroup : labels.deleteKeeps(name),
        labels.deleteReturns,
      ]}
      confirmLabel={labels.deleteForMe}
      isGrave
      onConfirm={onConfirm}
      onClose={onClose}
    />
  );
}

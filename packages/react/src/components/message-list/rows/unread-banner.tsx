import { useLabels } from "../../../provider/wording-context.ts";
import { CloseIcon } from "../../action-icons.tsx";
import { IconButton } from "../../icon-button.tsx";
import { useCount } from "../../list/unread-badge.tsx";
import type { Unseen } from "../scroll/use-seen.ts";

export interface UnreadBannerProps {
  readonly unseen: Unseen;
  readonly onJump: (seq: number) => void;
  readonly onDismiss: () => void;
}

/** Shows that there are new messages further up; a press scrolls to the first. */
export function UnreadBanner({ unseen, onJump, onDismiss }: UnreadBannerProps) {
  const labels = useLabels();
  const shown = useCount();
  return (
    <div className="parley-unread">
      <button type="button" className="parley-unread__jump" onClick={() => onJump(unseen.seq)}>
        {labels.unreadCount(shown(unseen.count))}
        <span className="parley-unread__where">{labels.jumpToUnread}</span>
      </button>
      <IconButton label={labels.dismiss} onPress={onDismiss}>
        <CloseIcon />
      </IconButton>
    </div>
  );
}

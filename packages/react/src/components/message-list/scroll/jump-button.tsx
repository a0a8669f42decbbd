import { useLabels } from "../../../provider/wording-context.ts";
import { DownIcon } from "../../icons.tsx";
import { useCount } from "../../list/unread-badge.tsx";

interface JumpButtonProps {
  readonly isShown: boolean;
  readonly unread: number;
  readonly onPress: () => void;
}

/** Scrolls to the end, with the number of new messages there. */
export function JumpButton({ isShown, unread, onPress }: JumpButtonProps) {
  const labels = useLabels();
  const shown = useCount();
  if (!isShown) return null;
  return (
    <button
      type="button"
      className="parley-jump"
      aria-label={labels.jumpToLatest}
      aria-description={unread > 0 ? labels.unreadCount(shown(unread)) : undefined}
      title={labels.jumpToLatest}
      onClick={onPress}
    >
      <DownIcon />
      {unread > 0 && (
        <span className="parley-badge" aria-hidden="true">
          {shown(unread)}
        </span>
      )}
    </button>
  );
}

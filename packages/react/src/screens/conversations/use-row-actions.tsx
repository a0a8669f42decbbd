import { useCallback } from "react";
import type { ConversationChange } from "@parley/client";
import { FOR_EVER } from "@parley/contract/limits";
import {
  ArchiveIcon,
  BellIcon,
  DeleteIcon,
  MutedIcon,
  PinIcon,
  UnreadIcon,
} from "../../components/action-icons.tsx";
import type { MenuAction } from "../../components/overlay/menu.tsx";
import type { ConversationItem } from "../../conversation-item.ts";
import type { FirstLabels } from "../../labels.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useLabels } from "../../provider/wording-context.ts";

const HOUR = 3_600_000;

interface RowActionOptions {
  /** The server's time, in epoch milliseconds. */
  readonly now: () => number;
  readonly onChange: (item: ConversationItem, wish: ConversationChange) => void;
  /** Deleting requires confirmation. */
  readonly onDelete: (item: ConversationItem) => void;
}

type Choose = (wish: () => ConversationChange) => () => void;

function muteActions(
  item: ConversationItem,
  labels: FirstLabels,
  { choose, now }: { choose: Choose; now: () => number },
): MenuAction[] {
  const hoursFromNow = (hours: number) => new Date(now() + hours * HOUR).toISOString();
  const mute = (label: string, until: () => string | null, icon = <MutedIcon />) => ({
    label,
    icon,
    onChoose: choose(() => ({ type: "muted", until: until() })),
  });
  if (item.mutedUntil !== null) return [mute(labels.unmute, () => null, <BellIcon />)];
  return [
    mute(labels.muteForAnHour, () => hoursFromNow(1)),
    mute(labels.muteForEightHours, () => hoursFromNow(8)),
    mute(labels.muteForEver, () => FOR_EVER),
  ];
}

function actionsOf(item: ConversationItem, labels: FirstLabels, options: RowActionOptions) {
  // The duration of a mute starts when it is chosen, not when the menu is opened.
  const choose: Choose = (wish) => () => options.onChange(item, wish());
  const isWaiting = item.unread > 0 || item.isMarkedUnread;
  const actions: MenuAction[] = [
    {
      label: isWaiting ? labels.markRead : labels.markUnread,
      icon: <UnreadIcon />,
      onChoose: choose(() =>
        isWaiting ? { type: "read", seq: item.lastSeq } : { type: "marked-unread" },
      ),
    },
    {
      label: item.isPinned ? labels.unpin : labels.pin,
      icon: <PinIcon />,
      onChoose: choose(() => ({ type: "pinned", on: !item.isPinned })),
    },
    ...muteActions(item, labels, { choose, now: options.now }),
    {
      label: item.isArchived ? labels.unarchive : labels.archive,
      icon: <ArchiveIcon />,
      onChoose: choose(() => ({ type: "archived", on: !item.isArchived })),
    },
    {
      label: labels.deleteForMe,
      icon: <DeleteIcon />,
      isGrave: true,
      onChoose: () => options.onDelete(item),
    },
  ];
  return actions;
}

/** The menu items of a conversation's row. */
export function useRowActions({ onChange, onDelete }: Omit<RowActionOptions, "now">) {
  const labels = useLabels();
  const { now } = useMessaging().client.server;
  return useCallback(
    (item: ConversationItem) => actionsOf(item, labels, { onChange, onDelete, now }),
    [labels, onChange, onDelete, now],
  );
}

import { useCallback } from "react";
import type { ConversationChange } from "@parley/client";
import { FOR_EVER } from "@parley/contract/limits";
import type { Role } from "@parley/contract";
import {
  ArchiveIcon,
  DeleteIcon,
  MutedIcon,
  PinIcon,
  UnreadIcon,
} from "../../components/action-icons.tsx";
import { BellIcon, BlockIcon } from "../../components/menu-icons.tsx";
import type { MenuAction } from "../../components/overlay/menu.tsx";
import type { ConversationItem } from "../../conversation-item.ts";
import type { Labels } from "../../labels.ts";
import { useMe } from "../../hooks/session/use-me.ts";
import { valueOf } from "../../loadable.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { nextMondayMorning } from "../../time/local-moment.ts";
import type { ChangeNotice } from "./use-conversation-changes.ts";

const HOUR = 3_600_000;

/** What the verbs of a conversation do. */
export interface ConversationVerbs {
  readonly onChange: (
    item: ConversationItem,
    wish: ConversationChange,
    notice?: ChangeNotice,
  ) => void;
  /** Blocking and unblocking, deleting: both require confirmation. */
  readonly onBlock: (item: ConversationItem) => void;
  readonly onDelete: (item: ConversationItem) => void;
}

interface RowActionOptions extends ConversationVerbs {
  /** The server's time, in epoch milliseconds. */
  readonly now: () => number;
  readonly ownRole: Role | undefined;
}

/** A verb of a conversation. */
export interface ConversationAction extends MenuAction {
  readonly verb: "read" | "pin" | "mute" | "archive" | "block" | "delete";
}

type Choose = (wish: () => ConversationChange) => () => void;

function muteActions(
  item: ConversationItem,
  labels: Labels,
  { choose, now }: { choose: Choose; now: () => number },
): ConversationAction[] {
  const hoursFromNow = (hours: number) => new Date(now() + hours * HOUR).toISOString();
  const mute = (label: string, until: () => string | null, icon = <MutedIcon />) => ({
    verb: "mute" as const,
    label,
    icon,
    onChoose: choose(() => ({ type: "muted", until: until() })),
  });
  if (item.mutedUntil !== null) return [mute(labels.unmute, () => null, <BellIcon />)];
  return [
    mute(labels.muteForAnHour, () => hoursFromNow(1)),
    mute(labels.muteForEightHours, () => hoursFromNow(8)),
    mute(labels.muteUntilMonday, () => nextMondayMorning(new Date(now())).toISOString()),
    mute(labels.muteForEver, () => FOR_EVER),
  ];
}

/** Only what the server accepts: staff neither block nor are blocked. */
function blockActions(
  item: ConversationItem,
  labels: Labels,
  { ownRole, onBlock }: Pick<RowActionOptions, "ownRole" | "onBlock">,
): ConversationAction[] {
  const isPerson = item.personId !== null && !item.isAutomated;
  if (!isPerson || ownRole === "ADMIN" || item.personRole === "ADMIN") return [];
  return [
    {
      verb: "block",
      label: item.isBlocked ? labels.unblock : labels.block,
      icon: <BlockIcon />,
      isGrave: !item.isBlocked,
      onChoose: () => onBlock(item),
    },
  ];
}

function actionsOf(item: ConversationItem, labels: Labels, options: RowActionOptions) {
  // The duration of a mute starts when it is chosen, not when the menu is opened.
  const choose: Choose = (wish) => () => options.onChange(item, wish());
  const isWaiting = item.unread > 0 || item.isMarkedUnread;
  const actions: ConversationAction[] = [
    {
      verb: "read",
      label: isWaiting ? labels.markRead : labels.markUnread,
      icon: <UnreadIcon />,
      onChoose: choose(() =>
        isWaiting ? { type: "read", seq: item.lastSeq } : { type: "marked-unread" },
      ),
    },
    {
      verb: "pin",
      label: item.isPinned ? labels.unpin : labels.pin,
      icon: <PinIcon />,
      onChoose: choose(() => ({ type: "pinned", on: !item.isPinned })),
    },
    ...muteActions(item, labels, { choose, now: options.now }),
    {
      verb: "archive",
      label: item.isArchived ? labels.unarchive : labels.archive,
      icon: <ArchiveIcon />,
      onChoose: choose(() => ({ type: "archived", on: !item.isArchived })),
    },
    ...blockActions(item, labels, options),
    {
      verb: "delete",
      label: labels.deleteForMe,
      icon: <DeleteIcon />,
      isGrave: true,
      onChoose: () => options.onDelete(item),
    },
  ];
  return actions;
}

/** The verbs of a conversation. */
export function useRowActions({ onChange, onDelete, onBlock }: ConversationVerbs) {
  const labels = useAllLabels();
  const { now } = useMessaging().client.server;
  const ownRole = valueOf(useMe())?.role;
  return useCallback(
    (item: ConversationItem) =>
      actionsOf(item, labels, { onChange, onDelete, onBlock, now, ownRole }),
    [labels, onChange, onDelete, onBlock, now, ownRole],
  );
}

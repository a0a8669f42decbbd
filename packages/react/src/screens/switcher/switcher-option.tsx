import { useEffect, useRef } from "react";
import { useAllLabels } from "../../provider/all-labels.ts";
import type { QuickSwitcherItem } from "./quick-switcher-items.ts";
import { markName } from "../../text/rank-name.ts";
import { Avatar } from "../../components/avatar.tsx";
import { UnreadBadge } from "../../components/list/unread-badge.tsx";

interface SwitcherOptionProps {
  readonly id: string;
  readonly entry: QuickSwitcherItem;
  /** The typed text: matching letters are highlighted. */
  readonly typed: string;
  readonly isActive: boolean;
  readonly isBusy: boolean;
  readonly onGo: (entry: QuickSwitcherItem) => void;
}

/** Shown next to the name: a note about the conversation, else the user's role. */
function useNote({ note, role }: QuickSwitcherItem): string | null {
  const labels = useAllLabels();
  switch (note) {
    case "archived":
      return labels.filters.archived;
    case "readonly":
      return labels.readonlyMark;
    case "blocked":
      return labels.blockedByYou;
    case null:
      return role === null ? null : labels.roles[role];
  }
}

/** One option of the switcher. */
export function SwitcherOption({ id, entry, typed, isActive, isBusy, onGo }: SwitcherOptionProps) {
  const labels = useAllLabels();
  const note = useNote(entry);
  const option = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) option.current?.scrollIntoView({ block: "nearest" });
  }, [isActive]);
  return (
    // The combobox handles the keyboard.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      ref={option}
      id={id}
      role="option"
      className="parley-option"
      aria-selected={isActive}
      aria-busy={isBusy}
      onClick={() => onGo(entry)}
    >
      <Avatar
        name={entry.name}
        imageUrl={entry.avatarUrl}
        shadeKey={entry.shadeKey}
        isGroup={entry.isGroup}
        isOnline={entry.isOnline}
      />
      <span className="parley-option__name" dir="auto">
        {markName(entry.name, typed).map((part, at) =>
          // The parts of a name have no key but their index.
          // oxlint-disable-next-line react/no-array-index-key
          part.isHit ? <mark key={at}>{part.text}</mark> : <span key={at}>{part.text}</span>,
        )}
      </span>
      {entry.isOnline && <span className="parley-hidden">{labels.online}</span>}
      {note !== null && <span className="parley-option__note">{note}</span>}
      <UnreadBadge count={entry.unread} isMarked={entry.isMarkedUnread} isQuiet={entry.isMuted} />
    </div>
  );
}

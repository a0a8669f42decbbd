import type { ReactNode } from "react";
import { Avatar } from "../../components/avatar.tsx";
import { isForBrowser } from "../../components/list/is-for-browser.ts";
import { UnreadBadge } from "../../components/list/unread-badge.tsx";
import { useAllLabels } from "../../provider/all-labels.ts";
import { markName } from "../../text/rank-name.ts";
import type { SearchTarget } from "./search-target.ts";

/** Where a row is among all results. */
export interface RowPlace {
  readonly isTabStop: boolean;
  /** Enter in the field opens it. */
  readonly isFirst: boolean;
}

interface TargetRowProps extends RowPlace {
  readonly target: SearchTarget;
  /** The typed text: matching letters are highlighted. */
  readonly typed: string;
  readonly isBusy: boolean;
  readonly hrefOf: ((conversationId: string) => string) | undefined;
  readonly onGo: (target: SearchTarget) => void;
}

/** Shown next to the name: a note about the conversation, else the user's role. */
function useNote({ note, role }: SearchTarget): string | null {
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

/** A user or a conversation that was found. */
export function TargetRow(props: TargetRowProps) {
  const { target, typed, isBusy, hrefOf, onGo, isTabStop, isFirst } = props;
  const { key, conversationId } = target;
  const common = {
    className: "parley-option",
    tabIndex: isTabStop ? 0 : -1,
    "data-first": isFirst || undefined,
    "aria-busy": isBusy,
  };
  const content = <TargetContent target={target} typed={typed} />;
  return (
    <li className="parley-list__item" data-row={key}>
      {conversationId === null ? (
        <button type="button" {...common} onClick={() => onGo(target)}>
          {content}
        </button>
      ) : (
        <a
          {...common}
          href={hrefOf?.(conversationId) ?? `#${conversationId}`}
          onClick={(event) => {
            if (isForBrowser(event)) return;
            event.preventDefault();
            onGo(target);
          }}
        >
          {content}
        </a>
      )}
    </li>
  );
}

function TargetContent({ target, typed }: Pick<TargetRowProps, "target" | "typed">): ReactNode {
  const labels = useAllLabels();
  const note = useNote(target);
  const { name, isOnline } = target;
  return (
    <>
      <Avatar
        name={name}
        imageUrl={target.avatarUrl}
        shadeKey={target.shadeKey}
        isGroup={target.personId === null}
        isOnline={isOnline}
      />
      <span className="parley-option__name" dir="auto">
        {markName(name, typed).map((part, at) =>
          // The parts of a name have no key but their index.
          // oxlint-disable-next-line react/no-array-index-key
          part.isHit ? <mark key={at}>{part.text}</mark> : <span key={at}>{part.text}</span>,
        )}
      </span>
      {isOnline && <span className="parley-hidden">{labels.online}</span>}
      {note !== null && <span className="parley-option__note">{note}</span>}
      <UnreadBadge
        count={target.unread}
        isMarked={target.isMarkedUnread}
        isQuiet={target.isMuted}
      />
    </>
  );
}

import type { Person } from "@parley/contract";
import { useState } from "react";
import { useFormat, useLabels } from "../../../provider/wording-context.ts";
import type { Row } from "../../../rows/row.ts";
import { useTabIndex } from "../actions/message-tab-index.ts";

/** With more readers than this, some are only counted. */
const NAMED_MAX = 3;

export interface MessageStatusProps {
  readonly row: Row;
  /** Users who have read this message; `null` if it has no read mark. */
  readonly readers: readonly Person[] | null;
  readonly isGroup: boolean;
  readonly onRetry: (messageId: string) => void;
  readonly onDiscard: (messageId: string) => void;
}

interface Naming {
  readonly isGroup: boolean;
  /** All readers are named. */
  readonly isWhole: boolean;
}

function useReadWords(readers: readonly Person[], { isGroup, isWhole }: Naming): string {
  const labels = useLabels();
  const format = useFormat();
  if (readers.length === 0) return labels.sent;
  if (!isGroup) return labels.read;
  const names = readers.map(({ name }) => name);
  if (isWhole || names.length <= NAMED_MAX) return labels.readBy(format.names(names));
  const more = format.number(names.length - NAMED_MAX + 1);
  return labels.readByMore(format.firstNames(names.slice(0, NAMED_MAX - 1)), more);
}

interface ReadMarkProps {
  readonly readers: readonly Person[];
  readonly isGroup: boolean;
}

/** Who has read a message. If not all are named, a press shows the others. */
function ReadMark({ readers, isGroup }: ReadMarkProps) {
  const tabIndex = useTabIndex();
  const [isWhole, setWhole] = useState(false);
  const words = useReadWords(readers, { isGroup, isWhole });
  if (!isGroup || readers.length <= NAMED_MAX) return <p className="parley-status">{words}</p>;
  return (
    <button
      type="button"
      className="parley-status parley-status--names"
      aria-expanded={isWhole}
      tabIndex={tabIndex}
      onClick={() => setWhole(!isWhole)}
    >
      {words}
    </button>
  );
}

/** The delivery state of an own message. */
export function MessageStatus({ row, readers, isGroup, onRetry, onDiscard }: MessageStatusProps) {
  const labels = useLabels();
  switch (row.delivery.status) {
    case "received":
      return null;
    case "sending":
      return <p className="parley-status">{labels.sending}</p>;
    case "sent":
      return readers && <ReadMark readers={readers} isGroup={isGroup} />;
    case "failed":
      return (
        <div className="parley-status parley-status--failed">
          <span role="alert">
            <strong>{labels.notSent}.</strong> {labels.reasons[row.delivery.reason]}
          </span>
          <span className="parley-status__buttons">
            <button type="button" className="parley-status__button" onClick={() => onRetry(row.id)}>
              {labels.retry}
            </button>
            <button
              type="button"
              className="parley-status__button"
              onClick={() => onDiscard(row.id)}
            >
              {labels.discard}
            </button>
          </span>
        </div>
      );
  }
}

import type { Person } from "@parley/contract/people";
import type { LaidOutRow } from "../../rows/lay-out-rows.ts";
import type { ReadMark } from "../../rows/read-mark.ts";
import { useToday } from "../use-today.ts";
import { MessageRow } from "./message-row.tsx";
import type { LogVirtualizer } from "./use-log-virtualizer.ts";

/** What every row of the log shows and does alike. */
export interface RowProps {
  readonly people: ReadonlyMap<string, Person>;
  readonly isGroup: boolean;
  readonly readMark: ReadMark | null;
  readonly onRetry: (messageId: string) => void;
  readonly onDiscard: (messageId: string) => void;
}

interface LogRowsProps extends RowProps {
  readonly virtualizer: LogVirtualizer;
  readonly rows: readonly LaidOutRow[];
}

/** The rows that are on the screen, and some around them. */
export function LogRows({
  virtualizer,
  rows,
  people,
  isGroup,
  readMark,
  ...actions
}: LogRowsProps) {
  const today = useToday();
  return virtualizer.getVirtualItems().map(({ index, key, start }) => {
    const laidOut = rows[index];
    if (laidOut === undefined) return null;
    const { row } = laidOut;
    return (
      <div
        key={key}
        ref={virtualizer.measureElement}
        className="parley-log__row"
        data-index={index}
        style={{ transform: `translateY(${start}px)` }}
      >
        <MessageRow
          laidOut={laidOut}
          author={people.get(row.senderId)}
          today={today}
          readers={readMark?.messageId === row.id ? readMark.readers : null}
          isGroup={isGroup}
          onRetry={actions.onRetry}
          onDiscard={actions.onDiscard}
        />
      </div>
    );
  });
}

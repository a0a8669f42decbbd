import type { LaidOutRow, MessageLine } from "../../../rows/lay-out-rows.ts";
import type { ReadMark } from "../../../rows/read-mark.ts";
import type { Row } from "../../../rows/row.ts";
import type { RowAction } from "../../../rows/row-actions.ts";
import { useToday } from "../../../provider/use-today.ts";
import { useTouch } from "../../use-touch.ts";
import { MembershipRow } from "./membership-row.tsx";
import type { Editing } from "../actions/message-actions.ts";
import { MessageRow } from "./message-row.tsx";
import type { RowHandlers, RowProps, RowState } from "./row-props.ts";
import type { LogVirtualizer } from "../scroll/scroll-controller.ts";

interface LogRowsProps extends RowProps {
  readonly virtualizer: LogVirtualizer;
  readonly lines: readonly LaidOutRow[];
  readonly readMark: ReadMark | null;
  readonly handlers: RowHandlers;
  readonly offered: (row: Row) => readonly RowAction[];
  readonly editing: Editing | null;
  readonly stateOf: (line: MessageLine) => RowState;
}

type LineProps = Omit<LogRowsProps, "virtualizer" | "lines"> & {
  readonly line: LaidOutRow;
  readonly today: Date;
  readonly isTouch: boolean;
};

function Line({ line, readMark, offered, editing, stateOf, ...props }: LineProps) {
  const { userId, today, people } = props;
  if (line.kind === "membership")
    return <MembershipRow line={line} userId={userId} today={today} />;
  const { row } = line;
  return (
    <MessageRow
      {...props}
      {...stateOf(line)}
      line={line}
      author={people.get(row.senderId)}
      readers={readMark?.messageId === row.id ? readMark.readers : null}
      offered={offered(row)}
      editing={editing?.messageId === row.id ? editing : null}
    />
  );
}

/** The lines on the screen, and some around them. */
export function LogRows({ virtualizer, lines, ...props }: LogRowsProps) {
  const today = useToday();
  const isTouch = useTouch();
  return virtualizer.getVirtualItems().map(({ index, key, start }) => {
    const line = lines[index];
    if (line === undefined) return null;
    return (
      <div
        key={key}
        ref={virtualizer.measureElement}
        className="parley-log__row"
        data-index={index}
        style={{ insetBlockStart: start }}
      >
        <Line {...props} line={line} today={today} isTouch={isTouch} />
      </div>
    );
  });
}

import type { Person } from "@parley/contract";
import { type ReactNode, useMemo } from "react";
import { useFormat, useLabels } from "../../../provider/wording-context.ts";
import type { Row } from "../../../rows/row.ts";
import { isEmojiOnly } from "../../../text/emoji-only.ts";
import { MessageBody } from "./message-body.tsx";

interface BubbleProps {
  readonly row: Row;
  readonly quote: ReactNode;
  readonly userId: string;
  readonly people: ReadonlyMap<string, Person>;
  readonly isUnfolded: boolean;
  readonly onUnfold: (isUnfolded: boolean) => void;
}

function Edited({ at }: { at: Date }) {
  const labels = useLabels();
  const format = useFormat();
  return (
    <time dateTime={at.toISOString()} title={labels.editedAt(format.fullTime(at))}>
      <bdi>{labels.edited} </bdi>
    </time>
  );
}

/** The text of a message, and its time. */
export function Bubble({ row, quote, userId, people, isUnfolded, onUnfold }: BubbleProps) {
  const format = useFormat();
  const { body, mentions, at, editedAt } = row;
  const mentioned = useMemo(
    () => mentions.flatMap((id) => people.get(id) ?? []),
    [mentions, people],
  );
  return (
    <div
      className="parley-bubble"
      data-anchor
      data-emoji={body !== null && quote === null && isEmojiOnly(body)}
    >
      {quote}
      <div className="parley-bubble__content" dir="auto">
        <MessageBody
          body={body}
          mentioned={mentioned}
          userId={userId}
          isUnfolded={isUnfolded}
          onUnfold={onUnfold}
        />
        <span className="parley-bubble__meta">
          {editedAt !== null && <Edited at={editedAt} />}
          <time dateTime={at.toISOString()} title={format.fullTime(at)}>
            <bdi>{format.shortTime(at)}</bdi>
          </time>
        </span>
      </div>
    </div>
  );
}

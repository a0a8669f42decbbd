import type { Person } from "@parley/contract";
import { type ReactNode, useContext, useMemo } from "react";
import { useFormat, useLabels } from "../../../provider/wording-context.ts";
import type { Row } from "../../../rows/row.ts";
import { directionOf } from "../../../text/isolate.ts";
import { isEmojiOnly } from "../../../text/emoji-only.ts";
import { TranslationsContext } from "../../../translation/translations-context.ts";
import { Translated } from "../actions/on-demand-parts.ts";
import { MessageFiles } from "../../files/lazy-message-files.tsx";
import { PinIcon, SaveIcon } from "../../action-icons.tsx";
import { MessageBody } from "./message-body.tsx";
import type { RowProps } from "./row-props.ts";

interface BubbleProps {
  readonly row: Row;
  readonly quote: ReactNode;
  readonly renderCard: RowProps["renderCard"];
  readonly userId: string;
  readonly people: ReadonlyMap<string, Person>;
  readonly isUnfolded: boolean;
  /** Others show their time with their actions. */
  readonly showsTime: boolean;
  readonly isPinned: boolean;
  readonly isSaved: boolean;
  readonly onUnfold: (isUnfolded: boolean) => void;
}

/** As wide as a mark. */
const MARK = "\u2003 ";

function Edited({ at }: { at: Date }) {
  const labels = useLabels();
  const format = useFormat();
  return (
    <time dateTime={at.toISOString()} title={labels.editedAt(format.fullTime(at))}>
      <bdi>{labels.edited} </bdi>
    </time>
  );
}

/** A mark next to the time, which screen readers read too. */
function Mark({ label, icon }: { label: string; icon: ReactNode }) {
  return (
    <span className="parley-bubble__mark" role="img" aria-label={label} title={label}>
      {icon}
    </span>
  );
}

type MetaProps = Pick<Row, "body" | "at" | "editedAt"> &
  Pick<BubbleProps, "showsTime" | "isPinned" | "isSaved">;

/** At the end of the last line, on its side. */
function Meta({ body, at, editedAt, showsTime, isPinned, isSaved }: MetaProps) {
  const labels = useLabels();
  const format = useFormat();
  const lastLine = body?.slice(body.lastIndexOf("\n") + 1) ?? "";
  return (
    <span className="parley-bubble__meta" dir={directionOf(lastLine)}>
      {isPinned && <Mark label={labels.pinned} icon={<PinIcon />} />}
      {isSaved && <Mark label={labels.savedMessage} icon={<SaveIcon isFilled />} />}
      {editedAt !== null && <Edited at={editedAt} />}
      {showsTime && (
        <time dateTime={at.toISOString()} title={format.fullTime(at)}>
          <bdi>{format.shortTime(at)}</bdi>
        </time>
      )}
    </span>
  );
}

/** The text of a message, and its time. */
export function Bubble(props: BubbleProps) {
  const { row, quote, userId, people, isUnfolded, showsTime, isPinned, isSaved, onUnfold } = props;
  const labels = useLabels();
  const format = useFormat();
  const translations = useContext(TranslationsContext);
  const { body, mentions, at } = row;
  const marks = MARK.repeat(Number(isPinned) + Number(isSaved));
  const time = showsTime ? format.shortTime(at) : "";
  const metaOf = (edited: string) => [marks, edited, time].filter((part) => part !== "").join(" ");
  const mentioned = useMemo(
    () => mentions.flatMap((id) => people.get(id) ?? []),
    [mentions, people],
  );
  const textWith = (meta: string) => (
    <MessageBody
      body={body}
      mentioned={mentioned}
      userId={userId}
      isUnfolded={isUnfolded}
      meta={meta}
      onUnfold={onUnfold}
    />
  );
  const card = body === null ? null : (props.renderCard?.(row.id, textWith(metaOf(""))) ?? null);
  // A card shows the thing as it is now, whose changes rewrite the text that is not shown.
  const editedAt = card === null ? row.editedAt : null;
  const meta = metaOf(editedAt === null ? "" : labels.edited);
  return (
    <div
      className="parley-bubble"
      data-anchor
      data-emoji={body !== null && quote === null && row.files.length === 0 && isEmojiOnly(body)}
      data-files={row.files.length > 0}
    >
      {quote}
      {row.files.length > 0 && <MessageFiles files={row.files} />}
      <div className="parley-bubble__content" dir="auto" data-empty={body === ""}>
        {card ?? textWith(meta)}
        {meta !== "" && <Meta {...{ body, at, editedAt, showsTime, isPinned, isSaved }} />}
      </div>
      {body !== null && translations?.ids.has(row.id) === true && (
        <Translated body={body} onHide={() => translations.hide(row.id)} />
      )}
    </div>
  );
}

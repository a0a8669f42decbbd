import type { SearchHit } from "@parley/contract";
import type { ReactNode } from "react";
import type { HitPlace } from "../../hooks/messages/use-hit-places.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useFormat } from "../../provider/wording-context.ts";
import { onOneLine } from "../../text/lines.ts";
import { Avatar } from "../avatar.tsx";
import { isForBrowser } from "../list/is-for-browser.ts";

interface SearchHitRowProps {
  readonly hit: SearchHit;
  readonly place: HitPlace | null;
  readonly rowId: string;
  readonly href: string;
  readonly today: Date;
  readonly isTabStop: boolean;
  /** Enter in the field of the search opens it. */
  readonly isFirst?: boolean | undefined;
  /** It was opened last. */
  readonly isCurrent?: boolean | undefined;
  readonly onOpen: (hit: SearchHit) => void;
  readonly below?: ReactNode;
}

/** The text around a match, which is highlighted. */
function Snippet({ parts, sender }: { parts: SearchHit["snippet"]; sender: string | null }) {
  const labels = useAllLabels();
  return (
    <span className="parley-hit__snippet" dir="auto">
      {sender !== null && (
        <>
          <bdi className="parley-hit__sender">{labels.saidBy(sender)}</bdi>{" "}
        </>
      )}
      {parts.map(({ text, isHit }, at) =>
        // Parts have no other key, and never change their order.
        // oxlint-disable-next-line react/no-array-index-key
        isHit ? <mark key={at}>{onOneLine(text)}</mark> : <span key={at}>{onOneLine(text)}</span>,
      )}
    </span>
  );
}

/** One found message: author, conversation, time, and the text around the match. */
export function SearchHitRow(props: SearchHitRowProps) {
  const { hit, place, rowId, href, today, isTabStop, onOpen } = props;
  const labels = useAllLabels();
  const format = useFormat();
  const at = new Date(hit.message.createdAt);
  return (
    <li className="parley-list__item" data-row={rowId}>
      <a
        className="parley-conversation parley-hit"
        href={href}
        tabIndex={isTabStop ? 0 : -1}
        data-first={props.isFirst === true || undefined}
        aria-current={props.isCurrent === true || undefined}
        onClick={(event) => {
          if (isForBrowser(event)) return;
          event.preventDefault();
          onOpen(hit);
        }}
      >
        <Avatar
          name={place?.initialsOf ?? place?.conversation ?? ""}
          imageUrl={place?.avatarUrl}
          shadeKey={place?.shadeKey ?? hit.message.conversationId}
          isGroup={place?.isGroup}
        />
        <span className="parley-conversation__text">
          <span className="parley-conversation__top">
            <bdi className="parley-conversation__name">{place?.conversation ?? labels.loading}</bdi>
            <time
              className="parley-conversation__time"
              dir="auto"
              dateTime={hit.message.createdAt}
              title={format.fullTime(at)}
            >
              {format.listTime(at, today)}
            </time>
          </span>
          <Snippet parts={hit.snippet} sender={place?.sender ?? null} />
        </span>
      </a>
      {props.below}
    </li>
  );
}

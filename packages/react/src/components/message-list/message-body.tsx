import { memo, useMemo } from "react";
import { useLabels } from "../../provider/wording-context.ts";
import { isEmojiOnly } from "../../text/emoji-only.ts";
import { findLinks } from "../../text/links.ts";

/** What a person wrote: plain text in its own direction, with safe links. */
function Body({ body }: { body: string | null }) {
  const labels = useLabels();
  const parts = useMemo(() => findLinks(body ?? ""), [body]);
  if (body === null) {
    return (
      <span className="parley-bubble__text parley-bubble__text--deleted">
        {labels.deletedMessage}
      </span>
    );
  }
  return (
    <span className="parley-bubble__text" data-emoji={isEmojiOnly(body)}>
      {parts.map((part, index) =>
        part.kind === "text" ? (
          part.text
        ) : (
          <a
            // The parts of one text never change places.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            className="parley-link"
            href={part.href}
            target="_blank"
            rel="noopener noreferrer nofollow ugc"
          >
            {part.text}
          </a>
        ),
      )}
    </span>
  );
}

export const MessageBody = memo(Body);

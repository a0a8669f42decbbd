import type { Preview } from "../conversation-item.ts";
import { useFormat, useLabels } from "../provider/wording-context.ts";

/** A long text is cut by the stylesheet; the page need not carry all of it. */
const SHOWN = 160;

const oneLine = (text: string) => text.slice(0, SHOWN).replaceAll(/\s+/gu, " ");

interface SaidProps {
  readonly text: string;
  /** Who says it, or what it is. */
  readonly by: string;
  readonly className?: string;
}

/** What stands before a text is in a direction of its own: the text alone decides where the line begins and is cut. */
function Said({ by, text, className }: SaidProps) {
  return (
    <>
      <bdi className={className}>{by}</bdi> {oneLine(text)}
    </>
  );
}

function Words({ preview }: { preview: Preview }) {
  const labels = useLabels();
  const format = useFormat();
  switch (preview.kind) {
    case "empty":
      return labels.noMessagesYet;
    case "typing":
      if (preview.names.length === 0) return labels.typing;
      return `${labels.isTyping(format.names(preview.names), preview.names.length)}…`;
    case "draft":
      return <Said by={labels.draft} text={preview.text} className="parley-preview__mark" />;
    case "failed":
      return <Said by={labels.notSent} text={preview.text} className="parley-preview__mark" />;
    case "own":
      return <Said by={labels.saidBy(labels.you)} text={preview.text} />;
    case "other":
      if (preview.author === null) return oneLine(preview.text);
      return <Said by={labels.saidBy(preview.author)} text={preview.text} />;
    case "deleted":
      return labels.deletedMessage;
  }
}

/** The line under a conversation's name. */
export function ConversationPreview({ preview }: { preview: Preview }) {
  return (
    <span className="parley-preview" data-kind={preview.kind} dir="auto">
      <Words preview={preview} />
    </span>
  );
}

import type { Preview } from "../conversation-item.ts";
import { useFormat, useLabels } from "../provider/wording-context.ts";

/** A long text is cut by the stylesheet; the page need not carry all of it. */
const SHOWN = 160;

const oneLine = (text: string) => text.slice(0, SHOWN).replaceAll(/\s+/gu, " ");

function Marked({ mark, text }: { mark: string; text: string }) {
  return (
    <>
      <span className="parley-preview__mark">{mark}</span> {oneLine(text)}
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
      return <Marked mark={labels.draft} text={preview.text} />;
    case "failed":
      return <Marked mark={labels.notSent} text={preview.text} />;
    case "own":
      return labels.previewOwn(oneLine(preview.text));
    case "other":
      if (preview.author === null) return oneLine(preview.text);
      return labels.previewBy(preview.author, oneLine(preview.text));
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

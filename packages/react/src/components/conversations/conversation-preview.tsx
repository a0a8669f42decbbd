import type { Preview, ShownFiles } from "../../conversation-item.ts";
import { usePlainLine } from "../use-formatting.ts";
import { useShownText } from "../use-shown-text.ts";
import { useFormat, useLabels } from "../../provider/wording-context.ts";

/** The stylesheet truncates a long text; the document holds no more than this. */
const SHOWN = 160;

interface SaidProps {
  readonly text: string;
  /** Of a message without a text. */
  readonly files?: ShownFiles | undefined;
  /** The author, or the kind of text; nothing if that is clear. */
  readonly by: string | undefined;
  readonly className?: string;
}

/** The label has the direction of the page; the text has its own, in which it is truncated. */
function Said({ by, text, files, className = "" }: SaidProps) {
  const shown = useShownText({ body: text, files });
  return (
    <>
      {by !== undefined && <span className={`parley-preview__by ${className}`}>{by}</span>}{" "}
      <span className="parley-preview__text" dir="auto">
        {usePlainLine(shown, SHOWN)}
      </span>
    </>
  );
}

/** A text of the page, in its direction. */
const Note = ({ text }: { text: string }) => <span className="parley-preview__text">{text}</span>;

function Words({ preview }: { preview: Preview }) {
  const labels = useLabels();
  const format = useFormat();
  switch (preview.kind) {
    case "empty":
      return <Note text={labels.noMessagesYet} />;
    case "typing":
      if (preview.names.length === 0) return <Note text={labels.typing} />;
      return (
        <Note text={`${labels.isTyping(format.names(preview.names), preview.names.length)}…`} />
      );
    case "draft":
      return <Said by={labels.draft} text={preview.text} className="parley-preview__mark" />;
    case "failed":
      return (
        <Said
          by={labels.notSent}
          text={preview.text}
          files={preview.files}
          className="parley-preview__mark"
        />
      );
    case "own":
      return <Said by={labels.saidBy(labels.you)} text={preview.text} files={preview.files} />;
    case "other":
      return (
        <Said
          by={preview.author === null ? undefined : labels.saidBy(preview.author)}
          text={preview.text}
          files={preview.files}
        />
      );
    case "deleted":
      return <Note text={labels.deletedMessage} />;
  }
}

/** The line under a conversation's name. */
export function ConversationPreview({ id, preview }: { id?: string; preview: Preview }) {
  return (
    <span id={id} className="parley-preview" data-kind={preview.kind}>
      <Words preview={preview} />
    </span>
  );
}

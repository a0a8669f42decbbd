import { useLabels } from "../../provider/wording-context.ts";
import { CloseIcon } from "../action-icons.tsx";
import { IconButton } from "../icon-button.tsx";

interface AnsweringProps {
  /** The author; `null` if not shown. */
  readonly name: string | null;
  /** Whether the author is the signed-in user. */
  readonly isOwn: boolean;
  /** The start of the text, or a replacement for it. */
  readonly text: string;
  readonly onCancel: () => void;
}

/** Holds the line while there is no name, so that nothing moves when there is one. */
const SPACE = "\u00a0";

/** The message to which the composer replies. */
export function Answering({ name, isOwn, text, onCancel }: AnsweringProps) {
  const labels = useLabels();
  return (
    <div className="parley-answering">
      <div className="parley-answering__text">
        <p className="parley-answering__name">
          <bdi>
            {isOwn ? labels.replyingToYourself : name === null ? SPACE : labels.replyingTo(name)}
          </bdi>
        </p>
        <p className="parley-answering__line" dir="auto">
          {text}
        </p>
      </div>
      <IconButton label={labels.cancelReply} onPress={onCancel}>
        <CloseIcon />
      </IconButton>
    </div>
  );
}

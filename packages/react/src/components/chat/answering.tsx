import { useLabels } from "../../provider/wording-context.ts";
import { CloseIcon } from "../action-icons.tsx";
import { IconButton } from "../icon-button.tsx";

interface AnsweringProps {
  /** The author; `null` for the signed-in user. */
  readonly name: string | null;
  /** The start of the text, or a replacement for it. */
  readonly text: string;
  readonly onCancel: () => void;
}

/** The message to which the composer replies. */
export function Answering({ name, text, onCancel }: AnsweringProps) {
  const labels = useLabels();
  return (
    <div className="parley-answering">
      <div className="parley-answering__text">
        <p className="parley-answering__name">
          <bdi>{name === null ? labels.replyingToYourself : labels.replyingTo(name)}</bdi>
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

import { useLabels } from "../../provider/wording-context.ts";
import { CloseIcon } from "../action-icons.tsx";
import { IconButton } from "../icon-button.tsx";

interface AnsweringProps {
  /** Who has written it; `null` for oneself. */
  readonly name: string | null;
  /** A line of it, or what is to be said instead. */
  readonly text: string;
  readonly onCancel: () => void;
}

/** What the message in the composer answers. */
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

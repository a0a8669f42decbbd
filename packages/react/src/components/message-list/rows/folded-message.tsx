import { useLabels } from "../../../provider/wording-context.ts";
import { useStop } from "../keys/message-stops.ts";

/** Stands for a message of somebody whom the reader blocks, until they want to see it. */
export function FoldedMessage({ onShow }: { onShow: () => void }) {
  const labels = useLabels();
  return (
    <p className="parley-folded">
      {labels.blockedMessage}
      {". "}
      <button type="button" className="parley-status__button" tabIndex={useStop()} onClick={onShow}>
        {labels.show}
      </button>
    </p>
  );
}

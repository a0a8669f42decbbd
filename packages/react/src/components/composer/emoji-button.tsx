import { type RefObject, useState } from "react";
import { useOptions } from "../../provider/options-context.ts";
import { useLabels } from "../../provider/wording-context.ts";
import { onDemand } from "../on-demand.tsx";
import { Tool } from "./tool.tsx";

const EmojiPopover = onDemand(
  async () => (await import("../emoji/emoji-popover.tsx")).EmojiPopover,
);

/** Opens the choice of all emoji for a field, if the host serves their data. */
export function EmojiButton({ field }: { field: RefObject<HTMLTextAreaElement | null> }) {
  const labels = useLabels();
  const { emojiDataUrl } = useOptions();
  const [trigger, setTrigger] = useState<HTMLElement | null>(null);
  if (emojiDataUrl === undefined) return null;
  return (
    <>
      <Tool
        label={labels.emoji}
        name="emoji"
        opens="dialog"
        isOpen={trigger !== null}
        onPress={(button) => setTrigger(trigger === null ? button : null)}
      >
        <circle cx="12" cy="12" r="8.5" />
        <path d="M9 9.75h.01M15 9.75h.01" strokeWidth="2.5" />
        <path d="M8.25 13.75c1.75 3.25 5.75 3.25 7.5 0" />
      </Tool>
      {trigger !== null && (
        <EmojiPopover
          trigger={trigger}
          field={field}
          dataUrl={emojiDataUrl}
          onClose={() => setTrigger(null)}
        />
      )}
    </>
  );
}

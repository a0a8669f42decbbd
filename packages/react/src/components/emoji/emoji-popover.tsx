import type { RefObject } from "react";
import { useAllLabels } from "../../provider/all-labels.ts";
import { insertText } from "../composer/composer-tools.tsx";
import { Popover } from "../overlay/popover.tsx";
import { EmojiPicker } from "./emoji-picker.tsx";

export interface EmojiPopoverProps {
  readonly trigger: HTMLElement;
  /** Receives the emoji at its cursor. */
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly dataUrl: string;
  readonly onClose: () => void;
}

/** All emoji, for the text of a field. */
export function EmojiPopover({ trigger, field, dataUrl, onClose }: EmojiPopoverProps) {
  const labels = useAllLabels();
  return (
    <Popover trigger={trigger} anchor={trigger} onClose={onClose} label={labels.emoji} sizeKey="">
      <div className="parley-picker-room">
        <EmojiPicker
          dataUrl={dataUrl}
          onChoose={(emoji) => {
            onClose();
            if (field.current !== null) insertText(field.current, emoji);
          }}
        />
      </div>
    </Popover>
  );
}

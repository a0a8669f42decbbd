import type { Person, Reaction } from "@parley/contract";
import { useState } from "react";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useOptions } from "../../provider/options-context.ts";
import { useNamesOf } from "../message-list/rows/reactions.tsx";
import { onDemand } from "../on-demand.tsx";
import { isChosenBy, QUICK_EMOJI } from "./emoji-choices.ts";
import { Popover } from "../overlay/popover.tsx";

const EmojiPicker = onDemand(async () => (await import("./emoji-picker.tsx")).EmojiPicker);

export interface ReactionPopoverProps {
  /** Gets the focus when it closes. */
  readonly trigger: HTMLElement;
  /** The element it is placed next to. */
  readonly anchor: HTMLElement;
  readonly reactions: readonly Reaction[];
  readonly userId: string;
  readonly people: ReadonlyMap<string, Person>;
  readonly onReact: (emoji: string, isChosen: boolean) => void;
  readonly onClose: () => void;
}

/** Who chose what, in text: touch screens have no hover. */
function Reactors({
  reactions,
  people,
  userId,
}: Pick<ReactionPopoverProps, "reactions" | "people" | "userId">) {
  const namesOf = useNamesOf(people, userId);
  if (reactions.length === 0) return null;
  return (
    <ul className="parley-reactors">
      {reactions.map(({ emoji, userIds }) => (
        <li key={emoji}>
          <span className="parley-reaction__emoji">{emoji}</span>
          <span dir="auto">{namesOf(userIds)}</span>
        </li>
      ))}
    </ul>
  );
}

interface QuickProps {
  readonly isChosen: (emoji: string) => boolean;
  readonly onChoose: (emoji: string) => void;
  /** The folder with the emoji data; without it only the six are offered. */
  readonly onMore: (() => void) | undefined;
}

function Quick({ isChosen, onChoose, onMore }: QuickProps) {
  const labels = useAllLabels();
  return (
    <div className="parley-quick" role="group" aria-label={labels.react}>
      {QUICK_EMOJI.map((emoji) => (
        <button
          key={emoji}
          type="button"
          className="parley-emoji"
          aria-pressed={isChosen(emoji)}
          onClick={() => onChoose(emoji)}
        >
          {emoji}
        </button>
      ))}
      {onMore !== undefined && (
        <button
          type="button"
          className="parley-emoji parley-emoji--more"
          aria-label={labels.moreEmoji}
          title={labels.moreEmoji}
          onClick={onMore}
        >
          +
        </button>
      )}
    </div>
  );
}

/** A popover with six emoji for a message, and all others if the host serves their data. */
export function ReactionPopover(props: ReactionPopoverProps) {
  const { trigger, anchor, reactions, userId, onReact, onClose } = props;
  const labels = useAllLabels();
  const { emojiDataUrl } = useOptions();
  const [isWhole, setWhole] = useState(false);
  const isChosen = isChosenBy(userId, reactions);
  const choose = (emoji: string) => {
    trigger.focus({ preventScroll: true });
    onClose();
    onReact(emoji, !isChosen(emoji));
  };
  const canGrow = emojiDataUrl !== undefined && !isWhole;
  return (
    <Popover
      trigger={trigger}
      anchor={anchor}
      onClose={onClose}
      label={labels.react}
      sizeKey={String(isWhole)}
    >
      <Quick
        isChosen={isChosen}
        onChoose={choose}
        onMore={canGrow ? () => setWhole(true) : undefined}
      />
      <Reactors {...props} />
      {isWhole && emojiDataUrl !== undefined && (
        <div className="parley-picker-room">
          <EmojiPicker dataUrl={emojiDataUrl} onChoose={choose} />
        </div>
      )}
    </Popover>
  );
}

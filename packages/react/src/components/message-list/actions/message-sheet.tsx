import type { Reaction } from "@parley/contract";
import { type KeyboardEvent, useLayoutEffect, useRef } from "react";
import { flushSync } from "react-dom";
import type { RowAction } from "../../../rows/row-actions.ts";
import { useAllLabels } from "../../../provider/all-labels.ts";
import { unlessComposing } from "../../composition.ts";
import { isChosenBy, QUICK_EMOJI } from "../../emoji/emoji-choices.ts";
import { Dialog } from "../../overlay/dialog.tsx";
import { moveInMenu } from "../../overlay/menu-keys.ts";
import { MenuItem, type MenuAction } from "../../overlay/menu.tsx";

/** What the menu of a message offers. */
export interface SheetAction extends MenuAction {
  readonly action: RowAction;
}

export interface MessageSheetProps {
  /** Gets the focus when it closes. */
  readonly trigger: HTMLElement;
  readonly actions: readonly SheetAction[];
  readonly reactions: readonly Reaction[];
  readonly userId: string;
  /** Reacts with one of the six emoji; without it none are offered. */
  readonly onReact: ((emoji: string, isChosen: boolean) => void) | undefined;
  readonly onClose: () => void;
}

/** Six emoji and the actions on a message, at the bottom of a touch screen: one menu, so that arrow keys reach all of it. */
export function MessageSheet(props: MessageSheetProps) {
  const { trigger, actions, reactions, userId, onReact, onClose } = props;
  const labels = useAllLabels();
  const menu = useRef<HTMLDivElement>(null);
  // After the dialog has opened.
  useLayoutEffect(() => menu.current?.querySelector<HTMLElement>("[role^=menuitem]")?.focus(), []);
  const leave = () => {
    // While the dialog is open, nothing else takes the focus.
    flushSync(onClose);
    trigger.focus({ preventScroll: true });
  };
  const choose = (run: () => void) => {
    leave();
    run();
  };
  const onKeyDown = unlessComposing((event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== "Escape") return moveInMenu(event);
    event.preventDefault();
    leave();
  });
  const isChosen = isChosenBy(userId, reactions);
  const pick = actions.find(({ action }) => action === "react");
  return (
    <Dialog title={labels.messageActions} isTitleHidden kind="sheet" onClose={leave}>
      <div
        ref={menu}
        role="menu"
        className="parley-sheet"
        aria-label={labels.messageActions}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        {onReact !== undefined && (
          <div role="group" aria-label={labels.react} className="parley-sheet__emoji">
            {QUICK_EMOJI.map((emoji) => (
              <button
                key={emoji}
                type="button"
                role="menuitemcheckbox"
                className="parley-emoji"
                aria-checked={isChosen(emoji)}
                onClick={() => choose(() => onReact(emoji, !isChosen(emoji)))}
              >
                {emoji}
              </button>
            ))}
            {pick !== undefined && (
              <button
                type="button"
                role="menuitem"
                className="parley-emoji parley-emoji--more"
                aria-haspopup="dialog"
                onClick={() => choose(pick.onChoose)}
              >
                {pick.icon}
                <span className="parley-hidden">{pick.label}</span>
              </button>
            )}
          </div>
        )}
        {actions
          .filter((action) => action !== pick)
          .map((action) => (
            <MenuItem key={action.label} action={action} onPress={() => choose(action.onChoose)} />
          ))}
      </div>
    </Dialog>
  );
}

import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { CloseIcon } from "../../../components/action-icons.tsx";
import { unlessComposing } from "../../../components/composition.ts";
import { IconButton } from "../../../components/icon-button.tsx";
import { useLabels } from "../../../provider/wording-context.ts";

interface SidePaneProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A pane next to the messages, or over them without room for both. It takes the focus, a field in an element with `data-first-focus`
 * first, and closes on Escape.
 */
export function SidePane({ title, onClose, children }: SidePaneProps) {
  const { close } = useLabels();
  const titleId = useId();
  const pane = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = pane.current;
    const field = element?.querySelector<HTMLElement>("[data-first-focus] input");
    (field ?? element)?.focus({ preventScroll: true });
  }, []);
  return (
    // Escape closes it, with the focus anywhere inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={pane}
      role="dialog"
      className="parley-pane"
      aria-labelledby={titleId}
      tabIndex={-1}
      onKeyDown={unlessComposing((event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      })}
    >
      <div className="parley-pane__head">
        <h2 className="parley-pane__title" id={titleId} dir="auto">
          {title}
        </h2>
        <IconButton label={close} onPress={onClose}>
          <CloseIcon />
        </IconButton>
      </div>
      <div className="parley-pane__body">{children}</div>
    </div>
  );
}

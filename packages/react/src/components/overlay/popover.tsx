import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
} from "react";
import { placeMenu } from "./place-menu.ts";
import { unlessComposing } from "../composition.ts";

export interface PopoverProps {
  readonly label: string;
  /** Gets the focus when it closes. */
  readonly trigger: HTMLElement;
  /** The element it is placed next to. */
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
  /** Another value means another size: the popover is placed again. */
  readonly sizeKey: string;
  readonly children: ReactNode;
}

/** Shows it in the top layer next to its anchor, and places it again when the window is resized. */
function usePlace(box: RefObject<HTMLElement | null>, anchor: HTMLElement, sizeKey: string) {
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    if ("showPopover" in element && !element.matches(":popover-open")) element.showPopover();
    const place = () => {
      const { left, top } = placeMenu({
        anchor: anchor.getBoundingClientRect(),
        menu: { width: element.offsetWidth, height: element.offsetHeight },
        window: { width: window.innerWidth, height: window.innerHeight },
        isRtl: getComputedStyle(element).direction === "rtl",
      });
      element.style.left = `${left}px`;
      element.style.top = `${top}px`;
    };
    place();
    window.addEventListener("resize", place);
    return () => window.removeEventListener("resize", place);
  }, [box, anchor, sizeKey]);
}

/** A press elsewhere closes it. The resize when a touch keyboard opens for a field inside does not. */
function usePressElsewhere({ box, trigger, onClose }: Elsewhere) {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const onPress = (event: PointerEvent) => {
      const path = event.composedPath();
      const isOwn = [box.current, trigger].some((own) => own !== null && path.includes(own));
      if (!isOwn) close.current();
    };
    window.addEventListener("pointerdown", onPress, true);
    return () => window.removeEventListener("pointerdown", onPress, true);
  }, [box, trigger]);
}

interface Elsewhere {
  readonly box: RefObject<HTMLElement | null>;
  readonly trigger: HTMLElement;
  readonly onClose: () => void;
}

/** A small dialog in the top layer, next to its trigger. It returns the focus to it. */
export function Popover(props: PopoverProps) {
  const { label, trigger, anchor, onClose, sizeKey, children } = props;
  const box = useRef<HTMLDivElement>(null);
  usePlace(box, anchor, sizeKey);
  useLayoutEffect(() => {
    box.current?.querySelector<HTMLElement>("button")?.focus({ preventScroll: true });
  }, []);
  usePressElsewhere({ box, trigger, onClose });

  const onKeyDown = unlessComposing((event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    trigger.focus({ preventScroll: true });
    onClose();
  });
  return (
    // Escape closes it, with the focus anywhere inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={box}
      popover="manual"
      role="dialog"
      className="parley-menu parley-popover"
      aria-label={label}
      onKeyDown={onKeyDown}
    >
      {children}
    </div>
  );
}

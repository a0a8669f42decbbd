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
  /** Gets the focus back. */
  readonly trigger: HTMLElement;
  /** What it stands beside. */
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
  /** Another one is of another size: the popover finds its place again. */
  readonly sizeKey: string;
  readonly children: ReactNode;
}

/** Above everything else, beside its anchor, and there again when the window gets another size. */
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

/** A press elsewhere closes it. A touch keyboard that opens for a field in it does not. */
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

/** A small dialog beside what opened it, above everything else. It gives the focus back. */
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
    // Escape closes it, wherever in it the focus is.
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

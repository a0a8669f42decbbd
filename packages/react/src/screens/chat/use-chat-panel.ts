import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import type { ChatPanel } from "../../components/chat/chat-header.tsx";

interface PanelOptions {
  /** The element of the conversation and its panel. */
  readonly frame: RefObject<HTMLElement | null>;
  readonly panel: ChatPanel | null;
  readonly onPanel: (panel: ChatPanel | null) => void;
}

const isFind = ({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent) =>
  key.toLowerCase() === "f" && ctrlKey !== metaKey && !shiftKey && !altKey;

/** What has the focus on the page or in the shadow tree of an element. */
export function focusedIn(element: HTMLElement): Element | null {
  const root: Node & { readonly activeElement?: Element | null } = element.getRootNode();
  // Of a document or a shadow tree; an element that was removed is in neither.
  return root.activeElement ?? null;
}

/**
 * Opens and closes what is shown next to the messages, and returns the focus. Ctrl or Cmd with F opens the search; with
 * the search open, the key is the browser's.
 */
export function useChatPanel({ frame, panel, onPanel }: PanelOptions) {
  const origin = useRef<HTMLElement>(null);
  const before = useRef(panel);
  useEffect(() => {
    const left = before.current;
    before.current = panel;
    const element = frame.current;
    if (panel !== null || left === null || element === null) return;
    const focused = focusedIn(element);
    // Something else has it by now, such as the message that was chosen.
    if (focused !== null && focused !== document.body) return;
    const button = element.querySelector<HTMLElement>(`.parley-header [data-panel="${left}"]`);
    const target = origin.current?.isConnected === true ? origin.current : button;
    target?.focus({ preventScroll: true });
  }, [frame, panel]);

  const change = (next: ChatPanel | null) => {
    const focused = frame.current && focusedIn(frame.current);
    if (panel === null) origin.current = focused instanceof HTMLElement ? focused : null;
    onPanel(next);
  };
  return {
    change,
    onKey(event: KeyboardEvent<HTMLElement>) {
      if (event.defaultPrevented || !isFind(event) || panel === "search") return;
      event.preventDefault();
      change("search");
    },
  };
}

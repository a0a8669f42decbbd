import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useState,
} from "react";

/** Handles a key of the field; returns whether it did. */
export type TakeKey = (event: KeyboardEvent) => boolean;

/** What is being typed after a sign, and the position of that sign. */
export interface Query {
  readonly at: number;
  readonly typed: string;
}

export interface CompletionProps<Item> {
  readonly id: string;
  readonly label: string;
  readonly query: Query;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** Receives the handler to which the field passes its keys. */
  readonly keys: RefObject<TakeKey | null>;
  /** The id of the active option; `null` while nothing is offered. */
  readonly onActive: (id: string | null) => void;
  readonly onChoose: (item: Item) => void;
  readonly children: (item: Item) => ReactNode;
}

/** The offered items, and the keys of a combobox. */
function usePicking<Item>({ query, items, onChoose }: CompletionProps<Item>) {
  const [chosen, setChosen] = useState({ typed: query.typed, at: 0 });
  /** The position of the sign for which the user closed the list. */
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const found = query.at === closedAt ? [] : items;
  const count = found.length;
  // After another letter the best match is active again.
  const at = chosen.typed === query.typed ? Math.min(chosen.at, count - 1) : Math.min(0, count - 1);
  const item = found[at];
  const take: TakeKey = ({ key }) => {
    if (item === undefined) return false;
    switch (key) {
      case "ArrowDown":
        setChosen({ typed: query.typed, at: (at + 1) % count });
        return true;
      case "ArrowUp":
        setChosen({ typed: query.typed, at: (at - 1 + count) % count });
        return true;
      case "Enter":
      case "Tab":
        onChoose(item);
        return true;
      case "Escape":
        setClosedAt(query.at);
        return true;
      default:
        return false;
    }
  };
  return { found, at, take };
}

/** Items that complete what is typed in a field. The focus stays in the field, which passes its keys on. */
export function Completion<Item>(props: CompletionProps<Item>) {
  const { id, label, keyOf, keys, onActive, onChoose, children } = props;
  const { found, at, take } = usePicking(props);
  useLayoutEffect(() => {
    keys.current = take;
    return () => {
      keys.current = null;
    };
  });
  const activeId = found.length === 0 ? null : `${id}-${at}`;
  useEffect(() => {
    onActive(activeId);
    return () => onActive(null);
  }, [activeId, onActive]);
  if (found.length === 0) return null;
  return (
    // Options may only be children of a listbox.
    <div id={id} className="parley-mentions" role="listbox" aria-label={label}>
      {found.map((item, index) => (
        // The field handles the keyboard.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
        <div
          key={keyOf(item)}
          id={`${id}-${index}`}
          role="option"
          className="parley-option"
          aria-selected={index === at}
          // The field keeps the focus, and a touch keyboard stays open.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(item)}
        >
          {children(item)}
        </div>
      ))}
    </div>
  );
}

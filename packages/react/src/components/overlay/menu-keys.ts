import { startsWithFolded } from "@parley/contract/folding";
import type { KeyboardEvent } from "react";

/** The item to focus for a letter: the next one after the focused item that starts with it. */
function itemByLetter(items: readonly HTMLElement[], at: number, letter: string) {
  const inTurn = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return inTurn.find((item) => startsWithFolded(item.textContent, letter));
}

function itemByKey(items: readonly HTMLElement[], at: number, { key }: KeyboardEvent) {
  switch (key) {
    case "ArrowDown":
      return items[(at + 1) % items.length];
    case "ArrowUp":
      return items.at(at <= 0 ? -1 : at - 1);
    case "Home":
      return items[0];
    case "End":
      return items.at(-1);
    default:
      return key.length === 1 && key !== " " ? itemByLetter(items, at, key) : undefined;
  }
}

/** Arrows wrap around, Home and End go to the ends, a letter to the next item that starts with it. */
export function moveInMenu(event: KeyboardEvent<HTMLElement>) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("[role^=menuitem]")];
  const at = items.findIndex((item) => item === event.target);
  const next = itemByKey(items, at, event);
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

import { Combobox } from "@base-ui/react/combobox";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import "./choose.css";

interface ChoosePopupProps<Item> {
  /** Status of the whole list: loading, or why it failed. */
  readonly status: string | null;
  /** Shown if the list is empty and has no status. */
  readonly empty: string;
  keyOf(item: Item): string;
  /** Renders an item. */
  show(item: Item): ReactNode;
}

/** The popup list of a selection field. */
export function ChoosePopup<Item>({ status, empty, keyOf, show }: ChoosePopupProps<Item>) {
  return (
    <Combobox.Portal>
      <Combobox.Positioner className="z-40 outline-none" sideOffset={4}>
        <Combobox.Popup className="choose-popup">
          <Combobox.Status className="choose-note empty:hidden">{status}</Combobox.Status>
          <Combobox.Empty className="choose-note empty:hidden">
            {status === null && empty}
          </Combobox.Empty>
          <Combobox.List className="outline-none">
            {(item: Item) => (
              <Combobox.Item key={keyOf(item)} value={item} className="choose-item">
                {show(item)}
                <Combobox.ItemIndicator className="ms-auto text-accent-text">
                  <Icon path="M5 12.500l4.500 4.500L19 7" />
                </Combobox.ItemIndicator>
              </Combobox.Item>
            )}
          </Combobox.List>
        </Combobox.Popup>
      </Combobox.Positioner>
    </Combobox.Portal>
  );
}

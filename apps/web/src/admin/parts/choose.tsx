import { Combobox } from "@base-ui/react/combobox";
import { Icon } from "../../shell/icon.tsx";
import { useAdminText } from "./admin-text.ts";
import type { ReactNode } from "react";

/** The buttons at the end of a field for one selection. */
export function ChooseButtons() {
  const { t } = useAdminText();
  return (
    <div className="absolute inset-y-0 end-0 flex items-center text-muted">
      <Combobox.Clear className="choose-button" aria-label={t("choose.clear")}>
        <Icon path="M6 6l12 12M18 6L6 18" className="size-4" />
      </Combobox.Clear>
      <Combobox.Trigger className="choose-button" aria-label={t("choose.open")}>
        <Icon path="M6 9.500l6 6 6-6" className="size-4" />
      </Combobox.Trigger>
    </div>
  );
}

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

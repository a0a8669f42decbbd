import { Combobox } from "@base-ui/react/combobox";
import { Icon } from "../../shell/icon.tsx";
import { useAdminText } from "../admin-text.ts";
import type { ReactNode } from "react";

/** The buttons at the end of a field in which one chooses one thing. */
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
  /** Something about the list as a whole: that it is on its way, or why it did not come. */
  readonly status: string | null;
  /** What is said where the list has nothing, and nothing else is said. */
  readonly empty: string;
  keyOf(item: Item): string;
  /** How one of them is shown. */
  show(item: Item): ReactNode;
}

/** The list below a field in which one chooses. */
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

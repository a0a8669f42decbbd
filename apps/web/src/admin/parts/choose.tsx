import { Combobox } from "@base-ui/react/combobox";
import { Icon } from "../../shell/icon.tsx";
import { useAdminText } from "./admin-text.ts";

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

import { Combobox } from "@base-ui/react/combobox";
import type { Person } from "@parley/contract/people";
import { Icon } from "../../shell/icon.tsx";
import { useAdminText } from "../admin-text.ts";

/** Somebody chosen, with the button that takes them out again. */
export function PersonChip({ person: { name } }: { readonly person: Person }) {
  const { t } = useAdminText();
  return (
    <Combobox.Chip className="chip" aria-label={name} aria-description={t("choose.removeHint")}>
      <bdi className="min-w-0 truncate">{name}</bdi>
      <Combobox.ChipRemove className="chip-remove" aria-label={t("choose.remove", { name })}>
        <Icon path="M6 6l12 12M18 6L6 18" className="size-3.5" />
      </Combobox.ChipRemove>
    </Combobox.Chip>
  );
}

import type { GroupState } from "@parley/contract";
import { useAdminText } from "../parts/admin-text.ts";

const looks = {
  active: "badge badge-good",
  ending: "badge badge-warning",
  archived: "badge",
} satisfies Record<GroupState, string>;

/** A group's state in a word. */
export function GroupStateBadge({ state }: { readonly state: GroupState }) {
  const { t } = useAdminText();
  return <span className={looks[state]}>{t(`groups.state.${state}`)}</span>;
}

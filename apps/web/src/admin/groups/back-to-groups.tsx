import type { Navigation } from "../../routing/navigation.ts";
import { chosenPath } from "../../routing/route.ts";
import { Icon } from "../../shell/icon.tsx";
import { Link } from "../../shell/link.tsx";
import { useAdminText } from "../parts/admin-text.ts";

/** A link back to the list. */
export function BackToGroups({ navigation }: { readonly navigation: Navigation }) {
  const { t } = useAdminText();
  return (
    <Link
      href={chosenPath("groups", { kind: "none" })}
      navigation={navigation}
      className="mb-2 inline-flex min-h-11 items-center gap-1 text-sm font-medium text-accent-text"
    >
      <span className="rtl:-scale-x-100">
        <Icon path="M14.500 6l-6 6 6 6" />
      </span>
      {t("groups.all")}
    </Link>
  );
}

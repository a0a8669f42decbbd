import type { Navigation } from "../../routing/navigation.ts";
import { chosenPath } from "../../routing/route.ts";
import { Icon } from "../../shell/icon.tsx";
import { Link } from "../../shell/link.tsx";
import { useAdminText } from "./admin-text.ts";

interface BackLinkProps {
  readonly to: "groups" | "reports";
  readonly navigation: Navigation;
}

/** A link back to a list. */
export function BackLink({ to, navigation }: BackLinkProps) {
  const { t } = useAdminText();
  return (
    <Link
      href={chosenPath(to, { kind: "none" })}
      navigation={navigation}
      className="mb-2 inline-flex min-h-11 items-center gap-1 text-sm font-medium text-accent-text"
    >
      <span className="rtl:-scale-x-100">
        <Icon path="M14.500 6l-6 6 6 6" />
      </span>
      {t(`${to}.all`)}
    </Link>
  );
}

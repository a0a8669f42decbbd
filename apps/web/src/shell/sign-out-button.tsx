import { useText } from "../i18n/shell-text.ts";
import { Icon } from "./icon.tsx";

/** Words where there is room for them, a door where there is not. */
export function SignOutButton({ onPress }: { onPress(): void }) {
  const { t } = useText();
  return (
    <button type="button" className="button-quiet" title={t("app.signOut")} onClick={onPress}>
      <span className="rtl:-scale-x-100 lg:hidden">
        <Icon path="M10 4H5.500v16H10M9 12h10.500M16 8l4 4-4 4" />
      </span>
      <span className="max-lg:sr-only">{t("app.signOut")}</span>
    </button>
  );
}

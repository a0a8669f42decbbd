import type { Ref } from "react";
import type { Navigation } from "../../routing/navigation.ts";
import { useAdminText } from "../admin-text.ts";
import { BackToGroups } from "./back-to-groups.tsx";

interface GoneGroupProps {
  readonly navigation: Navigation;
  readonly title: Ref<HTMLHeadingElement>;
}

/** Shown at the address of a group that is not there. */
export function GoneGroup({ navigation, title }: GoneGroupProps) {
  const { t } = useAdminText();
  return (
    <>
      <BackToGroups navigation={navigation} />
      <h2 ref={title} tabIndex={-1} className="mb-1 text-2xl font-semibold">
        {t("groups.goneTitle")}
      </h2>
      <p className="text-muted">{t("groups.goneText")}</p>
    </>
  );
}

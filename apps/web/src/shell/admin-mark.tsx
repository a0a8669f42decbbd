import { useRequest } from "@parley/react";
import { Icon } from "./icon.tsx";
import type { NavPage } from "./main-nav.tsx";

/** The pages that only an ADMIN has in the navigation. */
type AdminPage = Exclude<NavPage, "messages" | "settings">;

const shapes = {
  groups:
    "M12 4.500a2.700 2.700 0 1 0 0 5.400 2.700 2.700 0 0 0 0-5.400zM6 13.500a2.200 2.200 0 1 0 0 4.400 2.200 2.200 0 0 0 0-4.400zM18 13.500a2.200 2.200 0 1 0 0 4.400 2.200 2.200 0 0 0 0-4.400zM10.600 9.600l-3.400 4.200M13.400 9.600l3.400 4.200M8.300 15.700h7.400",
  people:
    "M9 4.500a3.200 3.200 0 1 0 0 6.400 3.200 3.200 0 0 0 0-6.400zM3 19.500c.4-3.300 2.700-5 6-5s5.600 1.700 6 5M16 5a3 3 0 0 1 0 5.500M17.500 14.800c2 .6 3.200 2.200 3.500 4.700",
  reports:
    "M6 20V5c3-2 6 1.500 9 .5 1.200-.4 2-.8 3-1.500v9c-3 2-6-1.500-9-.5-1.200.4-2 .8-3 1.500",
  activity: "M4 20V12M9.300 20V6M14.700 20v-9M20 20V4",
  operations: "M12 4l9 15.500H3zM12 10v4.500M12 16.800v.2",
} satisfies Record<AdminPage, string>;

/** REP-15: how many reports wait for a decision, live. */
function OpenReports() {
  const { items } = useRequest({ request: "open-reports" });
  const { open = 0, urgent = 0 } = (items.status === "ready" && items.value[0]) || {};
  return (
    open > 0 && (
      <>
        {" "}
        <span className="main-nav-count" data-urgent={urgent > 0}>
          {open > 99 ? "99+" : open}
        </span>
      </>
    )
  );
}

/** The icon of an ADMIN's page in the navigation, or the number of open reports. Loaded for an ADMIN only. */
export function AdminMark({ of }: { readonly of: AdminPage | "open-reports" }) {
  return of === "open-reports" ? <OpenReports /> : <Icon path={shapes[of]} />;
}

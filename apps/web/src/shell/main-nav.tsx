import { useRequest, useUnreadTotal } from "@parley/react";
import type { Role } from "@parley/contract";
import { useText } from "../i18n/shell-text.ts";
import type { AdminRoute } from "../routing/route.ts";
import type { Navigation } from "../routing/navigation.ts";
import { Link } from "./link.tsx";
import { Icon } from "./icon.tsx";

const paths = {
  messages: "/",
  groups: "/groups",
  people: "/people",
  reports: "/reports",
  activity: "/activity",
  operations: "/operations",
  settings: "/settings",
} satisfies Record<NavPage, string>;

const pagesOf = {
  ADMIN: ["messages", "reports", "groups", "people", "activity", "operations", "settings"],
  MENTOR: ["messages", "settings"],
  MENTEE: ["messages", "settings"],
} as const satisfies Record<Role, readonly NavPage[]>;

export interface MainNavProps {
  readonly role: Role;
  /** The current page, if it is one of these. */
  readonly current: ShownPage | null;
  readonly navigation: Navigation;
}

/** The navigation: in the header, and at the bottom on a phone. */
export function MainNav({ role, current, navigation }: MainNavProps) {
  const { t } = useText();
  return (
    <nav aria-label={t("nav.label")} className="main-nav" data-role={role}>
      <ul className="main-nav-list">
        {pagesOf[role].map((page) => (
          <li key={page} className="main-nav-item" data-page={page}>
            <Link
              href={paths[page]}
              navigation={navigation}
              className="main-nav-link"
              aria-current={page === current ? "page" : undefined}
            >
              <NavIcon page={page} />
              <span>{t(`nav.${page}`)}</span>
              {page === "reports" && <OpenReports />}
              {page === "messages" && current !== "messages" && <UnreadDot />}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A dot for unread messages, hidden from screen readers: the page title has the number. */
function UnreadDot() {
  const unread = useUnreadTotal();
  return unread > 0 && <span aria-hidden="true" className="main-nav-dot" />;
}

/** The pages with a title. Others lead to those that are not in the navigation. */
export type ShownPage = "messages" | AdminRoute["page"] | "settings";
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

/** The pages in the navigation. */
export type NavPage = Exclude<ShownPage, "announcements" | "starters">;

const shapes = {
  messages:
    "M5 5h14a1.500 1.500 0 0 1 1.500 1.500v8.500a1.500 1.500 0 0 1-1.500 1.500h-7.500L7 20v-3.500H5A1.500 1.500 0 0 1 3.500 15V6.500A1.500 1.500 0 0 1 5 5z",
  groups:
    "M12 4.500a2.700 2.700 0 1 0 0 5.400 2.700 2.700 0 0 0 0-5.400zM6 13.500a2.200 2.200 0 1 0 0 4.400 2.200 2.200 0 0 0 0-4.400zM18 13.500a2.200 2.200 0 1 0 0 4.400 2.200 2.200 0 0 0 0-4.400zM10.600 9.600l-3.400 4.200M13.400 9.600l3.400 4.200M8.300 15.700h7.400",
  people:
    "M9 4.500a3.200 3.200 0 1 0 0 6.400 3.200 3.200 0 0 0 0-6.400zM3 19.500c.4-3.300 2.700-5 6-5s5.600 1.700 6 5M16 5a3 3 0 0 1 0 5.500M17.500 14.800c2 .6 3.200 2.200 3.500 4.700",
  reports:
    "M6 20V5c3-2 6 1.500 9 .5 1.200-.4 2-.8 3-1.500v9c-3 2-6-1.500-9-.5-1.200.4-2 .8-3 1.500",
  activity: "M4 20V12M9.300 20V6M14.700 20v-9M20 20V4",
  operations: "M12 4l9 15.500H3zM12 10v4.500M12 16.800v.2",
  settings:
    "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5zM9 14.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z",
} satisfies Record<NavPage, string>;

/** The icon of a page. */
function NavIcon({ page }: { readonly page: NavPage }) {
  return <Icon path={shapes[page]} />;
}

import { useUnreadTotal } from "@parley/react";
import type { Role } from "@parley/contract";
import { useText } from "../i18n/shell-text.ts";
import type { AdminRoute } from "../routing/route.ts";
import type { Navigation } from "../routing/navigation.ts";
import { Link } from "./link.tsx";
import { useLater } from "../signed-in/use-later.ts";
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
  const admin = useLater(role === "ADMIN", loadAdminMark);
  const iconOf = (page: NavPage) => {
    if (page === "messages" || page === "settings") return <Icon path={shapes[page]} />;
    return admin === null ? <Icon path="" /> : <admin.Component of={page} />;
  };
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
              {iconOf(page)}
              <span>{t(`nav.${page}`)}</span>
              {page === "reports" && admin !== null && <admin.Component of="open-reports" />}
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
/** The pages in the navigation. */
export type NavPage = Exclude<ShownPage, "announcements" | "starters">;

const shapes = {
  messages:
    "M5 5h14a1.500 1.500 0 0 1 1.500 1.500v8.500a1.500 1.500 0 0 1-1.500 1.500h-7.500L7 20v-3.500H5A1.500 1.500 0 0 1 3.500 15V6.500A1.500 1.500 0 0 1 5 5z",
  settings:
    "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5zM9 14.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z",
};

const loadAdminMark = async () => (await import("./admin-mark.tsx")).AdminMark;

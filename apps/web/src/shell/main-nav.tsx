import { useUnreadTotal } from "@parley/react";
import type { Role } from "@parley/contract/people";
import { useText } from "../i18n/shell-text.ts";
import type { Navigation } from "../routing/navigation.ts";
import { Link } from "./link.tsx";
import { NavIcon } from "./nav-icon.tsx";
import type { NavPage } from "./nav-icon.tsx";

const paths = {
  messages: "/",
  groups: "/groups",
  people: "/people",
  activity: "/activity",
  settings: "/settings",
} satisfies Record<NavPage, string>;

const pagesOf = {
  ADMIN: ["messages", "groups", "people", "activity", "settings"],
  MENTOR: ["messages", "settings"],
  MENTEE: ["messages", "settings"],
} as const satisfies Record<Role, readonly NavPage[]>;

export interface MainNavProps {
  readonly role: Role;
  /** The page that is shown, where it is one of these. */
  readonly current: NavPage | null;
  readonly navigation: Navigation;
}

/** The way between the pages: in the header, and at the lower edge of a phone. */
export function MainNav({ role, current, navigation }: MainNavProps) {
  const { t } = useText();
  return (
    <nav aria-label={t("nav.label")} className="main-nav">
      <ul className="main-nav-list">
        {pagesOf[role].map((page) => (
          <li key={page} className="main-nav-item">
            <Link
              href={paths[page]}
              navigation={navigation}
              className="main-nav-link"
              aria-current={page === current ? "page" : undefined}
            >
              <NavIcon page={page} />
              <span>{t(`nav.${page}`)}</span>
              {page === "messages" && current !== "messages" && <UnreadDot />}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** That something is unread, for the eye: the page's own title says how much. */
function UnreadDot() {
  const unread = useUnreadTotal();
  return unread > 0 && <span aria-hidden="true" className="main-nav-dot" />;
}

import "./admin.css";
import { DirectionProvider } from "@base-ui/react/direction-provider";
import { directionOf } from "../i18n/languages.ts";
import { useScreenLanguage } from "../i18n/screen-language.tsx";
import type { Navigation } from "../routing/navigation.ts";
import type { AdminRoute } from "../routing/route.ts";
import { AdminData } from "./parts/admin-data.tsx";
import { AnnouncementsPage } from "./announcements/announcements-page.tsx";
import { ActivityPage } from "./activity/activity-page.tsx";
import { GroupsPage } from "./groups/groups-page.tsx";
import { OperationsPage } from "./operations/operations-page.tsx";
import { PeoplePage } from "./people/people-page.tsx";
import { ReportsPage } from "./reports/reports-page.tsx";
import { StartersPage } from "./starters/starters-page.tsx";
import "../shell/select.css";

interface AdminPagesProps {
  readonly route: AdminRoute;
  readonly navigation: Navigation;
}

/** The pages of an ADMIN. The server refuses their procedures to others. */
export function AdminPages({ route, navigation }: AdminPagesProps) {
  const { language } = useScreenLanguage();
  return (
    <DirectionProvider direction={directionOf(language)}>
      <AdminData>
        <Page route={route} navigation={navigation} />
      </AdminData>
    </DirectionProvider>
  );
}

function Page({ route, navigation }: AdminPagesProps) {
  switch (route.page) {
    case "groups":
      return <GroupsPage chosen={route.chosen} navigation={navigation} />;
    case "people":
      return <PeoplePage key={route.text} text={route.text} navigation={navigation} />;
    case "reports":
      return <ReportsPage chosen={route.chosen} navigation={navigation} />;
    case "activity":
      return <ActivityPage navigation={navigation} />;
    case "announcements":
      return <AnnouncementsPage />;
    case "starters":
      return <StartersPage />;
    case "operations":
      return <OperationsPage />;
  }
}

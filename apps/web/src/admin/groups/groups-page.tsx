import { useGroups } from "@parley/react/groups";
import type { Group } from "@parley/contract";
import { useEffect, useRef, useState } from "react";
import type { Ref, RefObject } from "react";
import type { Navigation } from "../../routing/navigation.ts";
import { chosenPath } from "../../routing/route.ts";
import type { Chosen } from "../../routing/route.ts";
import { Loaded } from "../parts/loaded.tsx";
import { StatusMessage } from "../parts/status-message.tsx";
import { CreateGroup } from "./create-group.tsx";
import { GroupList } from "./group-list.tsx";
import type { GroupsView } from "./group-list.tsx";
import { GroupPage } from "./group-page.tsx";
import { useAdminText } from "../parts/admin-text.ts";
import { BackLink } from "../parts/back-link.tsx";

interface GroupsPageProps {
  readonly chosen: Chosen;
  readonly navigation: Navigation;
}

/** What was done, and the address at which it is shown. */
interface Notice {
  readonly at: string;
  readonly text: string;
}

/** On return to the list the focus goes to the link that was followed, otherwise to the title of the page. */
function useFocusOnChoice(path: string, title: RefObject<HTMLElement | null>) {
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    const left = shown.current;
    shown.current = path;
    const links = [...document.querySelectorAll<HTMLElement>("[data-group-link]")];
    const back = links.find((link) => link.getAttribute("href") === left);
    (back ?? title.current)?.focus();
  }, [path, title]);
}

/** The groups: all of them, one of them, or a new one. */
export function GroupsPage({ chosen, navigation }: GroupsPageProps) {
  const groups = useGroups();
  const [view, setView] = useState<GroupsView>({ filter: "running", text: "" });
  const [notice, setNotice] = useState<Notice | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const path = chosenPath("groups", chosen);
  useFocusOnChoice(path, title);
  return (
    <div className="page">
      <StatusMessage text={notice?.at === path ? notice.text : null} />
      <Loaded loadable={groups}>
        {(all) => (
          <ChosenPage
            chosen={chosen}
            navigation={navigation}
            title={title}
            view={view}
            groups={all}
            onView={setView}
            onNotice={(groupId, text) =>
              setNotice({ at: chosenPath("groups", { kind: "one", id: groupId }), text })
            }
          />
        )}
      </Loaded>
    </div>
  );
}

interface ChosenPageProps extends GroupsPageProps {
  readonly groups: readonly Group[];
  readonly title: RefObject<HTMLHeadingElement | null>;
  readonly view: GroupsView;
  onView(view: GroupsView): void;
  onNotice(groupId: string, text: string): void;
}

function ChosenPage({
  chosen,
  navigation,
  groups,
  title,
  view,
  onView,
  onNotice,
}: ChosenPageProps) {
  switch (chosen.kind) {
    case "none":
      return (
        <GroupList
          groups={groups}
          navigation={navigation}
          title={title}
          view={view}
          onView={onView}
        />
      );
    case "new":
      return (
        <CreateGroup
          groups={groups}
          navigation={navigation}
          title={title}
          onCreated={(groupId, text) => {
            if (text !== null) onNotice(groupId, text);
            navigation.replace(chosenPath("groups", { kind: "one", id: groupId }));
          }}
        />
      );
    case "one": {
      const group = groups.find(({ id }) => id === chosen.id);
      if (group === undefined) return <GoneGroup navigation={navigation} title={title} />;
      return (
        <GroupPage
          key={group.id}
          group={group}
          groups={groups}
          navigation={navigation}
          title={title}
          onNotice={(text) => onNotice(group.id, text)}
        />
      );
    }
  }
}

interface GoneGroupProps {
  readonly navigation: Navigation;
  readonly title: Ref<HTMLHeadingElement>;
}

/** Shown at the address of a nonexistent group. */
function GoneGroup({ navigation, title }: GoneGroupProps) {
  const { t } = useAdminText();
  return (
    <>
      <BackLink to="groups" navigation={navigation} />
      <h2 ref={title} tabIndex={-1} className="mb-1 text-2xl font-semibold">
        {t("groups.goneTitle")}
      </h2>
      <p className="text-muted">{t("groups.goneText")}</p>
    </>
  );
}

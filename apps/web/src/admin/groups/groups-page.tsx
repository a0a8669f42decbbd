import { useGroups } from "@parley/react/groups";
import type { Group } from "@parley/contract/groups";
import { useEffect, useRef, useState } from "react";
import type { RefObject } from "react";
import type { Navigation } from "../../routing/navigation.ts";
import { chosenPath } from "../../routing/route.ts";
import type { Chosen } from "../../routing/route.ts";
import { Loaded } from "../parts/loaded.tsx";
import { NewsLine } from "../parts/news-line.tsx";
import { CreateGroup } from "./create-group.tsx";
import { GoneGroup } from "./gone-group.tsx";
import { GroupList } from "./group-list.tsx";
import { GroupPage } from "./group-page.tsx";
import type { GroupsView } from "./groups-view.ts";

interface GroupsPageProps {
  readonly chosen: Chosen;
  readonly navigation: Navigation;
}

/** What was done, and at which address it is told. */
interface News {
  readonly at: string;
  readonly text: string;
}

/** Coming back to the list, one is where one left it; elsewhere at the title of the place. */
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
  const [news, setNews] = useState<News | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const path = chosenPath("groups", chosen);
  useFocusOnChoice(path, title);
  return (
    <div className="page">
      <NewsLine text={news?.at === path ? news.text : null} />
      <Loaded loadable={groups}>
        {(all) => (
          <Place
            {...{ chosen, navigation, title, view, groups: all }}
            onView={setView}
            onNews={(groupId, text) =>
              setNews({ at: chosenPath("groups", { kind: "one", id: groupId }), text })
            }
          />
        )}
      </Loaded>
    </div>
  );
}

interface PlaceProps extends GroupsPageProps {
  readonly groups: readonly Group[];
  readonly title: RefObject<HTMLHeadingElement | null>;
  readonly view: GroupsView;
  onView(view: GroupsView): void;
  onNews(groupId: string, text: string): void;
}

function Place({ chosen, navigation, groups, title, view, onView, onNews }: PlaceProps) {
  switch (chosen.kind) {
    case "none":
      return <GroupList {...{ groups, navigation, title, view, onView }} />;
    case "new":
      return (
        <CreateGroup
          {...{ groups, navigation, title }}
          onCreated={(groupId, text) => {
            if (text !== null) onNews(groupId, text);
            navigation.replace(chosenPath("groups", { kind: "one", id: groupId }));
          }}
        />
      );
    case "one": {
      const group = groups.find(({ id }) => id === chosen.id);
      if (group === undefined) return <GoneGroup {...{ navigation, title }} />;
      return (
        <GroupPage
          key={group.id}
          {...{ group, groups, navigation, title }}
          onNews={(text) => onNews(group.id, text)}
        />
      );
    }
  }
}

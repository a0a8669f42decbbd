import { MessagesPage } from "@parley/react";
import type { Navigation } from "../routing/navigation.ts";
import { conversationPath, pathOf } from "../routing/route.ts";
import type { Place } from "../routing/route.ts";

export interface MessagesProps {
  readonly place: Place;
  readonly navigation: Navigation;
}

/** The messages page, with its state in the address bar. */
export function Messages({ place, navigation }: MessagesProps) {
  const { tab, conversationId, seq, panel } = place;
  const lists = pathOf({ tab, conversationId: null });
  return (
    <MessagesPage
      tab={tab}
      conversationId={conversationId}
      messageSeq={seq}
      panel={panel}
      hrefOf={conversationPath}
      // The panel closes: one step back from it is the conversation without it.
      onTabChange={(next) => navigation.go(pathOf({ tab: next, conversationId }))}
      onConversationChange={(next) => {
        if (next !== null) navigation.go(conversationPath(next));
        // One step back would only close the panel.
        else if (panel !== null) navigation.replace(lists);
        else navigation.backOr(lists);
      }}
      onPanelChange={(next) => {
        const path = pathOf({ ...place, panel: next });
        if (next === null) navigation.backOr(path);
        else if (panel === null) navigation.go(path);
        else navigation.replace(path);
      }}
    />
  );
}

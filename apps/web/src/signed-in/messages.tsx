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
  const { tab, conversationId } = place;
  return (
    <MessagesPage
      tab={tab}
      conversationId={conversationId}
      hrefOf={conversationPath}
      onTabChange={(next) => navigation.go(pathOf({ tab: next, conversationId }))}
      onConversationChange={(next) => {
        if (next === null) navigation.backOr(pathOf({ tab, conversationId: null }));
        else navigation.go(conversationPath(next));
      }}
    />
  );
}

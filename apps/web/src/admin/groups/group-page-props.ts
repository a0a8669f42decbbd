import type { Group } from "@parley/contract/groups";
import type { RefObject } from "react";
import type { Navigation } from "../../routing/navigation.ts";

/** What each part of a group's page works with. */
export interface GroupPageProps {
  readonly group: Group;
  /** Every group, to say what a change does to contacts. */
  readonly groups: readonly Group[];
  readonly navigation: Navigation;
  readonly title: RefObject<HTMLHeadingElement | null>;
  /** Tells what was done. */
  onNews(text: string): void;
}

import type { SearchHit } from "@parley/contract";
import { Failure, Notice } from "../../components/feedback/notice.tsx";
import { SearchIcon } from "../../components/icons.tsx";
import { RowSkeletons } from "../../components/feedback/skeletons.tsx";
import { Dialog } from "../../components/overlay/dialog.tsx";
import { useAllLabels } from "../../provider/all-labels.ts";
import { MessageSearchField } from "./message-search-field.tsx";
import { RecentSearches } from "./recent-searches.tsx";
import { Found } from "./search-body.tsx";
import { useSearchState } from "./use-search-state.ts";
import { useSearchTargets } from "./use-search-targets.ts";

export interface SearchDialogProps {
  readonly openId: string | null;
  readonly hrefOf: ((conversationId: string) => string) | undefined;
  readonly onOpen: (conversationId: string) => void;
  readonly onOpenHit: (hit: SearchHit) => void;
  readonly onClose: () => void;
}

/** The search in a dialog: without a text it shows where to go to, unread conversations first. */
export function SearchDialog({ openId, hrefOf, onOpen, onOpenHit, onClose }: SearchDialogProps) {
  const labels = useAllLabels();
  const state = useSearchState();
  return (
    <Dialog title={labels.goTo} isTitleHidden onClose={onClose}>
      <div className="parley-finder" data-search>
        <MessageSearchField
          label={labels.searchMessages}
          placeholder={labels.search}
          text={state.text}
          isFirst
          onText={(text) => state.change({ text })}
          onClear={state.isEmpty ? undefined : state.clear}
        />
        <div className="parley-finder__found">
          {state.isEmpty && <RecentSearches state={state} />}
          {state.isEmpty && <NoTargets />}
          <Found
            state={state}
            openId={openId}
            hrefOf={hrefOf}
            onOpen={(conversationId) => {
              onClose();
              onOpen(conversationId);
            }}
            onOpenHit={(hit) => {
              onClose();
              onOpenHit(hit);
            }}
          />
        </div>
      </div>
    </Dialog>
  );
}

/** Why there are no conversations and users yet; nothing if there are some. */
function NoTargets() {
  const labels = useAllLabels();
  const targets = useSearchTargets();
  switch (targets.status) {
    case "loading":
      return <RowSkeletons />;
    case "failed":
      return <Failure reason={targets.reason} onRetry={targets.retry} />;
    case "ready":
      if (targets.value.length > 0) return null;
      return <Notice icon={<SearchIcon />} title={labels.goToEmpty} hint={labels.goToNobodyHint} />;
  }
}

import type { SearchHit } from "@parley/contract";
import type { ReactNode } from "react";
import { MessageSearchField } from "./message-search-field.tsx";
import { useLabels } from "../../provider/wording-context.ts";
import { MessageSearchBody } from "../on-demand-parts.tsx";
import type { SearchState } from "./use-search-state.ts";

interface MessageSearchProps {
  readonly state: SearchState;
  /** The open conversation, to which the search can be limited. */
  readonly openId: string | null;
  readonly hrefOf: ((conversationId: string) => string) | undefined;
  readonly onOpenHit: (hit: SearchHit) => void;
  /** Shown next to the field. */
  readonly action: ReactNode;
  /** Shown below while there is no search. */
  readonly children: ReactNode;
}

/** The search field of the lists; its results replace the conversations. */
export function MessageSearch(props: MessageSearchProps) {
  const { state, openId, hrefOf, onOpenHit, action, children } = props;
  const labels = useLabels();
  const { text, scopeId, setText } = state;
  const isSearching = text !== "" || scopeId !== null;

  return (
    <div className="parley-searching">
      <div className="parley-side-head">
        <MessageSearchField
          label={labels.searchMessages}
          text={text}
          onText={setText}
          around=".parley-searching"
        />
        {action}
      </div>
      {isSearching ? (
        <MessageSearchBody state={state} openId={openId} hrefOf={hrefOf} onOpenHit={onOpenHit} />
      ) : (
        children
      )}
    </div>
  );
}

import type { SearchHit } from "@parley/contract";
import { type ReactNode, useState } from "react";
import { useLabels } from "../../provider/wording-context.ts";
import { SearchBody } from "../on-demand-parts.tsx";
import { MessageSearchField } from "./message-search-field.tsx";
import type { SearchState } from "./use-search-state.ts";

interface MessageSearchProps {
  readonly state: SearchState;
  /** The open conversation, to which the search can be limited. */
  readonly openId: string | null;
  readonly hrefOf: ((conversationId: string) => string) | undefined;
  readonly onOpen: (conversationId: string) => void;
  readonly onOpenHit: (hit: SearchHit) => void;
  /** Shown next to the field. */
  readonly action: ReactNode;
  /** Shown below while there is no search. */
  readonly children: ReactNode;
}

/** The search field of the lists; its results replace the conversations. */
export function MessageSearch(props: MessageSearchProps) {
  const { state, action, children } = props;
  const labels = useLabels();
  const [isInField, setInField] = useState(false);

  return (
    <div className="parley-searching" data-search>
      {/* Only follows the focus of what is inside. */}
      <div
        className="parley-side-head"
        onFocus={({ target }) => setInField(target.closest("input, .parley-recent") !== null)}
        onBlur={({ currentTarget, relatedTarget }) => {
          if (!currentTarget.contains(relatedTarget)) setInField(false);
        }}
      >
        <MessageSearchField
          label={labels.searchMessages}
          placeholder={labels.search}
          text={state.text}
          onText={(text) => state.change({ text })}
          onClear={state.isEmpty ? undefined : state.clear}
        />
        {action}
        {state.isEmpty && isInField && <SearchBody {...props} />}
      </div>
      {state.isEmpty ? children : <SearchBody {...props} />}
    </div>
  );
}

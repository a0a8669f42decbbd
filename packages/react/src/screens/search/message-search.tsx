import { isSearchable } from "@parley/contract/folding";
import { limits } from "@parley/contract/limits";
import type { SearchHit } from "@parley/contract";
import type { KeyboardEvent, ReactNode } from "react";
import { SearchField } from "../../components/search/search-field.tsx";
import { useFormat, useLabels } from "../../provider/wording-context.ts";
import { MessageSearchBody } from "../on-demand-parts.tsx";
import type { SearchState } from "./use-search-state.ts";
import { unlessComposing } from "../../components/composition.ts";

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
  const format = useFormat();
  const { text, scopeId, setText } = state;
  const isSearching = text !== "" || scopeId !== null;

  const onKeyDown = unlessComposing((event: KeyboardEvent<HTMLElement>) => {
    const container = event.currentTarget.closest(".parley-searching");
    const first = container?.querySelector<HTMLElement>(".parley-hits [tabindex='0']");
    if (event.key !== "ArrowDown" || first == null) return;
    event.preventDefault();
    first.focus();
  });
  return (
    <div className="parley-searching">
      <div className="parley-side-head">
        <SearchField
          label={labels.searchMessages}
          text={text}
          maxLength={limits.searchMax}
          hint={
            text !== "" && !isSearchable(text)
              ? labels.searchShort(format.number(limits.searchMin))
              : undefined
          }
          onText={setText}
          onKeyDown={onKeyDown}
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

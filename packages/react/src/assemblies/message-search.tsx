import { limits } from "@parley/contract/limits";
import type { SearchHit } from "@parley/contract/messages";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { SearchField } from "../components/search-field.tsx";
import { SearchResults } from "../components/lazy-search-results.ts";
import { SearchStatus } from "../components/search-status.tsx";
import { useConversation } from "../hooks/use-conversation.ts";
import { useHitPlaces } from "../hooks/use-hit-places.ts";
import { useMessageSearch } from "../hooks/use-message-search.ts";
import { valueOf } from "../loadable.ts";
import { nameOfConversation } from "../people.ts";
import { useFormat, useLabels } from "../provider/wording-context.ts";
import type { SearchState } from "./use-search-state.ts";

interface MessageSearchProps {
  readonly state: SearchState;
  /** The open conversation: the search can keep to it. */
  readonly openId: string | null;
  readonly hrefOf: ((conversationId: string) => string) | undefined;
  readonly onOpenHit: (hit: SearchHit) => void;
  /** Stands beside the field. */
  readonly beside: ReactNode;
  /** Stands below while nothing is looked for. */
  readonly children: ReactNode;
}

const NO_HITS: readonly SearchHit[] = [];

/** The search field of the lists; what it finds takes the place of the conversations. */
export function MessageSearch(props: MessageSearchProps) {
  const { state, openId, beside, children } = props;
  const labels = useLabels();
  const format = useFormat();
  const container = useRef<HTMLDivElement>(null);
  const { text, scopeId, setText } = state;
  const search = useMessageSearch({ text, conversationId: scopeId });
  const isSearching = text !== "" || scopeId !== null;

  const intoResults = (event: KeyboardEvent) => {
    const first = container.current?.querySelector<HTMLElement>(".parley-hits [tabindex='0']");
    if (event.key !== "ArrowDown" || first == null) return;
    event.preventDefault();
    first.focus();
  };
  return (
    <div ref={container} className="parley-searching">
      <div className="parley-side-head">
        <SearchField
          label={labels.searchMessages}
          text={text}
          maxLength={limits.searchMax}
          hint={
            text !== "" && search.isShort
              ? labels.searchShort(format.number(limits.searchMin))
              : undefined
          }
          onText={setText}
          onKeyDown={intoResults}
        />
        {beside}
      </div>
      {isSearching ? (
        <>
          <Scope state={state} openId={scopeId ?? openId} />
          <Found {...props} search={search} />
        </>
      ) : (
        children
      )}
    </div>
  );
}

/** Everywhere, or in one conversation alone. */
function Scope({ state, openId }: { state: SearchState; openId: string | null }) {
  if (openId === null) return null;
  return <ScopeChoice state={state} openId={openId} />;
}

function ScopeChoice({ state, openId }: { state: SearchState; openId: string }) {
  const labels = useLabels();
  const conversation = valueOf(useConversation(openId))?.conversation;
  if (conversation === undefined) return null;
  const { scopeId, setScope } = state;
  const choices = [
    { id: null, label: labels.everywhere },
    { id: openId, label: labels.onlyIn(nameOfConversation(conversation)) },
  ];
  return (
    <div className="parley-filters" role="group" aria-label={labels.searchIn}>
      {choices.map(({ id, label }) => (
        <button
          key={label}
          type="button"
          className="parley-chip"
          dir="auto"
          aria-pressed={scopeId === id}
          onClick={() => setScope(id)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

type FoundProps = MessageSearchProps & { readonly search: ReturnType<typeof useMessageSearch> };

function Found({ search, state, hrefOf, onOpenHit }: FoundProps) {
  const hits = valueOf(search.hits) ?? NO_HITS;
  const placeOf = useHitPlaces(hits);
  return (
    <>
      <SearchStatus search={search} hits={hits} />
      <SearchResults
        search={search}
        hits={hits}
        text={state.text}
        placeOf={placeOf}
        hrefOf={hrefOf}
        onOpen={onOpenHit}
        onSearchEverywhere={state.scopeId === null ? undefined : () => state.setScope(null)}
      />
    </>
  );
}

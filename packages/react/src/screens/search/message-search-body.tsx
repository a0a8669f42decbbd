import type { SearchHit } from "@parley/contract";
import { SearchResults } from "../../components/search/lazy-search-results.ts";
import { SearchStatus } from "../../components/search/search-status.tsx";
import { useConversation } from "../../hooks/conversations/use-conversation.ts";
import { useChangedHits } from "./use-changed-hits.ts";
import { useHitPlaces } from "../../hooks/messages/use-hit-places.ts";
import {
  type MessageSearchView,
  useMessageSearch,
} from "../../hooks/messages/use-message-search.ts";
import { valueOf } from "../../loadable.ts";
import { nameOfConversation } from "../../people.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import type { SearchState } from "./use-search-state.ts";

export interface MessageSearchBodyProps {
  readonly state: SearchState;
  /** The open conversation, to which the search can be limited. */
  readonly openId: string | null;
  readonly hrefOf: ((conversationId: string) => string) | undefined;
  readonly onOpenHit: (hit: SearchHit) => void;
}

const NO_HITS: readonly SearchHit[] = [];

/** The results of a search, and its scope. */
export function MessageSearchBody(props: MessageSearchBodyProps) {
  const { text, scopeId } = props.state;
  const search = useMessageSearch({ text, conversationId: scopeId });
  return (
    <>
      <Scope state={props.state} openId={scopeId ?? props.openId} />
      <Found {...props} search={search} />
    </>
  );
}

/** All conversations, or only one. */
function Scope({ state, openId }: { state: SearchState; openId: string | null }) {
  if (openId === null) return null;
  return <ScopeChoice state={state} openId={openId} />;
}

function ScopeChoice({ state, openId }: { state: SearchState; openId: string }) {
  const labels = useAllLabels();
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

type FoundProps = MessageSearchBodyProps & { readonly search: MessageSearchView };

function Found({ search, state, hrefOf, onOpenHit }: FoundProps) {
  const hits = useChangedHits(valueOf(search.hits) ?? NO_HITS);
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

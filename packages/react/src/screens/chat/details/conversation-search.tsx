import { isSearchable } from "@parley/contract/folding";
import { limits } from "@parley/contract/limits";
import type { Conversation, Person, SearchHit } from "@parley/contract";
import { type KeyboardEvent, useState } from "react";
import { unlessComposing } from "../../../components/composition.ts";
import { SearchField } from "../../../components/search/search-field.tsx";
import { SearchResults } from "../../../components/search/lazy-search-results.ts";
import { SearchStatus } from "../../../components/search/search-status.tsx";
import type { HitPlace } from "../../../hooks/messages/use-hit-places.ts";
import { useMessageSearch } from "../../../hooks/messages/use-message-search.ts";
import { valueOf } from "../../../loadable.ts";
import { useFormat, useLabels } from "../../../provider/wording-context.ts";
import { useChangedHits } from "../../search/use-changed-hits.ts";
import { SidePane } from "./side-pane.tsx";

export interface ConversationSearchProps {
  readonly conversation: Conversation;
  readonly people: ReadonlyMap<string, Person>;
  readonly userId: string;
  readonly onJump: (seq: number) => void;
  readonly onClose: () => void;
}

const NO_HITS: readonly SearchHit[] = [];

/** Searches the messages of one conversation. */
export function ConversationSearch(props: ConversationSearchProps) {
  const { conversation, people, userId, onJump, onClose } = props;
  const labels = useLabels();
  const format = useFormat();
  const [text, setText] = useState("");
  const search = useMessageSearch({ text, conversationId: conversation.id });
  const hits = useChangedHits(valueOf(search.hits) ?? NO_HITS);
  // In one conversation the hits differ by who wrote them.
  const placeOf = ({ message: { senderId } }: SearchHit): HitPlace => {
    const sender = people.get(senderId);
    const name = senderId === userId ? labels.you : (sender?.name ?? labels.formerMember);
    const avatarUrl = sender?.avatarUrl ?? null;
    return { conversation: name, sender: null, isGroup: false, avatarUrl, shadeKey: senderId };
  };
  const onKeyDown = unlessComposing((event: KeyboardEvent<HTMLElement>) => {
    const pane = event.currentTarget.closest(".parley-pane");
    const first = pane?.querySelector<HTMLElement>(".parley-hits [tabindex='0']");
    if (event.key !== "ArrowDown" || first == null) return;
    event.preventDefault();
    first.focus();
  });
  return (
    <SidePane title={labels.searchHere} onClose={onClose}>
      <div className="parley-pane__search" data-first-focus>
        <SearchField
          label={labels.searchHere}
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
      </div>
      {text !== "" && (
        <>
          <SearchStatus search={search} hits={hits} />
          <SearchResults
            search={search}
            hits={hits}
            text={text}
            placeOf={placeOf}
            onOpen={({ message }) => onJump(message.seq)}
          />
        </>
      )}
    </SidePane>
  );
}

import type { Conversation, Person, SearchHit } from "@parley/contract";
import { useState } from "react";
import { MessageSearchField } from "../../search/message-search-field.tsx";
import { SearchResults } from "../../../components/search/lazy-search-results.ts";
import { ShortHint } from "../../../components/search/short-hint.tsx";
import { SearchStatus } from "../../../components/search/search-status.tsx";
import type { HitPlace } from "../../../hooks/messages/use-hit-places.ts";
import { useMessageSearch } from "../../../hooks/messages/use-message-search.ts";
import { useMe } from "../../../hooks/session/use-me.ts";
import { valueOf } from "../../../loadable.ts";
import { useLabels } from "../../../provider/wording-context.ts";
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
  const me = useMe();
  const [text, setText] = useState("");
  const search = useMessageSearch({ text, conversationId: conversation.id });
  const hits = useChangedHits(valueOf(search.hits) ?? NO_HITS);
  // In one conversation the hits differ by who wrote them.
  const placeOf = ({ message: { senderId } }: SearchHit): HitPlace => {
    const isOwn = senderId === userId;
    const sender = isOwn ? valueOf(me) : people.get(senderId);
    return {
      conversation: isOwn ? labels.you : (sender?.name ?? labels.formerMember),
      initialsOf: sender?.name,
      sender: null,
      isGroup: false,
      avatarUrl: sender?.avatarUrl ?? null,
      shadeKey: senderId,
    };
  };
  return (
    <SidePane title={labels.searchHere} onClose={onClose}>
      <div className="parley-pane__search" data-first-focus>
        <MessageSearchField label={labels.searchHere} text={text} onText={setText} />
      </div>
      {text !== "" && (
        <>
          <ShortHint text={text} />
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

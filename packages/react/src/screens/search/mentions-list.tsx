import type { Message, SearchHit } from "@parley/contract";
import { plainTextOf } from "@parley/contract/formatting";
import { useMemo } from "react";
import { MentionIcon } from "../../components/menu-icons.tsx";
import { Failure, Notice } from "../../components/feedback/notice.tsx";
import { Hits } from "../../components/search/search-results.tsx";
import { RowSkeletons } from "../../components/feedback/skeletons.tsx";
import { useChangedHits } from "./use-changed-hits.ts";
import { useHitPlaces } from "../../hooks/messages/use-hit-places.ts";
import { useMe } from "../../hooks/session/use-me.ts";
import { useMentions } from "./use-mentions.ts";
import { valueOf } from "../../loadable.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { findMentions, type MentionPart } from "../../text/mentions.ts";

export interface MentionsListProps {
  readonly hrefOf: ((conversationId: string) => string) | undefined;
  readonly onOpen: (hit: SearchHit) => void;
  readonly onShowAll: () => void;
}

const NO_MESSAGES: readonly Message[] = [];
/** Number of characters shown before the mention: the rest of the line is for the text after it. */
const BEFORE = 24;

const ME = "me";

/** Where a text mentions the user: by the whole name, else by one that continues as a word. */
function mentionIn(body: string, name: string) {
  const person = [{ id: ME, name }];
  const isMention = ({ kind }: MentionPart) => kind === "mention";
  const whole = findMentions(body, person);
  const parts = whole.some(isMention)
    ? whole
    : findMentions(body, person, { loose: new Set([ME]) });
  const index = parts.findIndex(isMention);
  const mention = parts[index]?.text;
  if (mention === undefined) return undefined;
  return { mention, at: parts.slice(0, index).reduce((sum, { text }) => sum + text.length, 0) };
}

/** The text around the user's name. If the text has another name of theirs, its start. */
function snippetOf(body: string, name: string): SearchHit["snippet"] {
  const place = mentionIn(body, name);
  if (place === undefined) return [{ text: body, isHit: false }];
  const { mention, at } = place;
  const from = at <= BEFORE ? 0 : body.lastIndexOf(" ", at - BEFORE) + 1;
  return [
    { text: `${from === 0 ? "" : "…"}${body.slice(from, at)}`, isHit: false },
    { text: mention, isHit: true },
    { text: body.slice(at + mention.length), isHit: false },
  ].filter(({ text }) => text !== "");
}

/** Mentions of the signed-in user: a press opens the message. */
export function MentionsList({ hrefOf, onOpen, onShowAll }: MentionsListProps) {
  const labels = useAllLabels();
  const { messages, ...paging } = useMentions();
  const name = valueOf(useMe())?.name ?? "";
  const found = valueOf(messages) ?? NO_MESSAGES;
  const around = useMemo(
    () =>
      found.map((message) => ({
        message,
        snippet: snippetOf(plainTextOf(message.body ?? ""), name),
      })),
    [found, name],
  );
  const hits = useChangedHits(around);
  const placeOf = useHitPlaces(hits);
  switch (messages.status) {
    case "loading":
      return <RowSkeletons />;
    case "failed":
      return <Failure reason={messages.reason} onRetry={messages.retry} />;
    case "ready":
      if (hits.length === 0) {
        return (
          <Notice
            icon={<MentionIcon />}
            title={labels.nothingMentions}
            hint={labels.nothingMentionsHint}
            action={{ label: labels.showAll, onPress: onShowAll }}
          />
        );
      }
      return (
        <Hits
          list={{ ...paging, isPending: false }}
          label={labels.filters.mentions}
          hits={hits}
          placeOf={placeOf}
          hrefOf={hrefOf}
          onOpen={onOpen}
        />
      );
  }
}

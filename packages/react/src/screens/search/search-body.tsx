import type { Person, SearchHit } from "@parley/contract";
import { useEffect, useMemo } from "react";
import { Notice } from "../../components/feedback/notice.tsx";
import { ShortHint } from "../../components/search/short-hint.tsx";
import { TransientProblem } from "../../components/feedback/transient-problem.tsx";
import { SearchIcon } from "../../components/icons.tsx";
import {
  type MessageSearchView,
  useMessageSearch,
} from "../../hooks/messages/use-message-search.ts";
import { useMe, useUserId } from "../../hooks/session/use-me.ts";
import { usePeopleSearch } from "../../hooks/people/use-people-search.ts";
import { usePeople } from "../../hooks/people/use-people.ts";
import { valueOf } from "../../loadable.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useToday } from "../../provider/use-today.ts";
import { useFormat } from "../../provider/wording-context.ts";
import { Completions } from "./completions.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { FoundList } from "./found-list.tsx";
import { startOfDay } from "./parse-day.ts";
import { readOperators, type ReadText, type Vocabulary } from "./read-operators.ts";
import { keepSearch, RecentSearches } from "./recent-searches.tsx";
import { findTargets, type FoundTargets, type SearchTarget, withPeople } from "./search-target.ts";
import { useChangedHits } from "./use-changed-hits.ts";
import { useOpenTarget } from "./use-open-target.ts";
import { useSearchTargets } from "./use-search-targets.ts";
import { isFiltered, type SearchFilters, type SearchState } from "./use-search-state.ts";

export interface SearchBodyProps {
  readonly state: SearchState;
  /** The open conversation, to which the search can be limited. */
  readonly openId: string | null;
  readonly hrefOf: ((conversationId: string) => string) | undefined;
  readonly onOpen: (conversationId: string) => void;
  readonly onOpenHit: (hit: SearchHit) => void;
}

const NO_HITS: readonly SearchHit[] = [];
const NO_TARGETS: FoundTargets = { people: [], conversations: [] };
const NO_PEOPLE: readonly Person[] = [];
const NO_TARGET: readonly SearchTarget[] = [];

/** What operators can name: the known users, the signed-in one, and the conversations. */
function useVocabulary(targets: readonly SearchTarget[]): Vocabulary {
  const { searchOperators: operators, searchMe, you } = useAllLabels();
  const { locale } = useFormat();
  const today = useToday();
  const people = usePeople();
  const userId = useUserId();
  const ownName = valueOf(useMe())?.name ?? you;
  return useMemo(
    () => ({
      operators,
      locale,
      today,
      people: [
        { id: userId, name: ownName, words: [you, "me", ...searchMe.split(" ")] },
        ...[...people.values()].filter(({ id }) => id !== userId),
      ],
      conversations: targets.flatMap(({ conversationId, name }) =>
        conversationId === null ? [] : [{ id: conversationId, name }],
      ),
    }),
    [operators, locale, today, people, targets, userId, ownName, you, searchMe],
  );
}

const momentOf = (day: string | undefined) =>
  day === undefined ? undefined : startOfDay(day).toISOString();

/** The operators of the text become filters as soon as they are clear. */
function useReadText(state: SearchState, vocabulary: Vocabulary) {
  const { text, filters, change } = state;
  const read = useMemo(() => readOperators(text, vocabulary), [text, vocabulary]);
  const all = useMemo(() => ({ ...filters, ...read.filters }), [filters, read.filters]);
  useEffect(() => {
    if (Object.keys(read.filters).length > 0) change({ text: read.text, filters: all });
  }, [read, all, change]);
  return { read, filters: all };
}

/** What is searched for among the messages: nothing while an operator is being typed. */
function useHits(read: ReadText, filters: SearchFilters) {
  const { conversationId, senderId, after, before, hasLink } = filters;
  const isEmptySpan = after !== undefined && before !== undefined && after >= before;
  const isOn = read.pending === null && !isEmptySpan;
  const search = useMessageSearch(
    isOn
      ? {
          text: read.words,
          conversationId,
          senderId,
          after: momentOf(after),
          before: momentOf(before),
          hasLink,
        }
      : { text: "" },
  );
  return { search, hits: useChangedHits(valueOf(search.hits) ?? NO_HITS), isEmptySpan };
}

/** The recent searches; with a text or a filter, what was found. */
export function SearchBody(props: SearchBodyProps) {
  return props.state.isEmpty ? <RecentSearches state={props.state} /> : <Found {...props} />;
}

/** The filters of a search, and the users, conversations and messages that it finds. */
export function Found({ state, openId, hrefOf, onOpen, onOpenHit }: SearchBodyProps) {
  const labels = useAllLabels();
  const userId = useUserId();
  const targets = valueOf(useSearchTargets()) ?? NO_TARGET;
  const vocabulary = useVocabulary(targets);
  const { read, filters } = useReadText(state, vocabulary);
  const { words, pending } = read;
  const { search, hits, isEmptySpan } = useHits(read, filters);
  const isNamed = pending === null && !isFiltered(filters);
  const people = valueOf(usePeopleSearch(isNamed ? words : "")) ?? NO_PEOPLE;
  const named = useMemo(
    () => (isNamed ? findTargets(withPeople(targets, people), words) : NO_TARGETS),
    [isNamed, targets, people, words],
  );
  const { go, openingKey, problem } = useOpenTarget(onOpen);
  return (
    <>
      <FilterChips state={state} openId={openId} />
      <FoundStatus targets={words === "" ? NO_TARGETS : named} search={search} hits={hits} />
      <ShortHint text={state.text} />
      <TransientProblem text={problem} />
      {isEmptySpan && <p className="parley-problem">{labels.emptySpan}</p>}
      {pending !== null && (
        <Completions pending={pending} vocabulary={vocabulary} targets={targets} state={state} />
      )}
      {pending === null && (
        <FoundList
          targets={named}
          search={search}
          hits={hits}
          typed={words}
          isWhole={words === ""}
          busyKey={openingKey}
          hrefOf={hrefOf}
          onGo={go}
          onOpenHit={(hit) => {
            keepSearch(userId, { text: words, filters });
            onOpenHit(hit);
          }}
        />
      )}
      <Nothing state={state} words={words} search={search} hits={hits} targets={named} />
    </>
  );
}

interface FoundProps {
  readonly targets: FoundTargets;
  readonly search: MessageSearchView;
  readonly hits: readonly SearchHit[];
}

/** How much was found. */
function FoundStatus({ targets, search, hits }: FoundProps) {
  const labels = useAllLabels();
  const format = useFormat();
  const { isShort, isPending, hasMore } = search;
  const shown = (count: number) => format.number(count);
  const counts = [
    { count: targets.people.length, text: labels.peopleFound },
    { count: targets.conversations.length, text: labels.conversationsFound },
  ].flatMap(({ count, text }) => (count === 0 ? [] : [text(shown(count), count)]));
  if (!isShort && !isPending && hits.length > 0) {
    const formatted = shown(hits.length);
    const count = hasMore ? labels.moreThan(formatted) : formatted;
    counts.push(labels.messagesFound(count, hits.length));
  }
  return (
    <p className="parley-found__counts" role="status">
      {isPending && !isShort ? "" : format.firstNames(counts)}
    </p>
  );
}

interface NothingProps extends FoundProps {
  readonly state: SearchState;
  readonly words: string;
}

/** Shown if nothing was found. */
function Nothing({ state, words, search, hits, targets }: NothingProps) {
  const labels = useAllLabels();
  const { filters, change } = state;
  const isDone = !search.isShort && !search.isPending && search.hits.status === "ready";
  if (!isDone || hits.length + targets.people.length + targets.conversations.length > 0)
    return null;
  const everywhere = () => change({ filters: { ...filters, conversationId: undefined } });
  return (
    <Notice
      icon={<SearchIcon />}
      title={words === "" ? labels.nothingFiltered : labels.nothingFound(words)}
      hint={labels.nothingFoundHint}
      action={
        filters.conversationId === undefined
          ? undefined
          : { label: labels.searchEverywhere, onPress: everywhere }
      }
    />
  );
}

import type { SavedMessage, SearchHit } from "@parley/contract";
import { plainTextOf } from "@parley/contract/formatting";
import { shownText } from "@parley/contract/shown-text";
import { limits } from "@parley/contract/limits";
import { type KeyboardEvent, useCallback, useMemo, useState } from "react";
import { SaveIcon } from "../../components/action-icons.tsx";
import { unlessComposing } from "../../components/composition.ts";
import { Failure, Notice } from "../../components/feedback/notice.tsx";
import { RowSkeletons } from "../../components/feedback/skeletons.tsx";
import { Hits, rowIdOf } from "../../components/search/search-results.tsx";
import { useHitPlaces } from "../../hooks/messages/use-hit-places.ts";
import { valueOf } from "../../loadable.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useRequest } from "../../provider/use-screen.ts";
import { useReasonWords } from "../../provider/use-reason-words.ts";
import { useChangedHits } from "./use-changed-hits.ts";

export interface SavedListProps {
  readonly hrefOf: ((conversationId: string) => string) | undefined;
  readonly onOpen: (hit: SearchHit) => void;
  readonly onShowAll: () => void;
}

const NOTHING: readonly SavedMessage[] = [];
const saved = { request: "saved" } as const;

/** SPEC SAV-5: the messages that the signed-in user has saved, with their notes. */
export function SavedList({ hrefOf, onOpen, onShowAll }: SavedListProps) {
  const labels = useAllLabels();
  const { screen } = useMessaging();
  const { items, hasMore, more } = useRequest(saved);
  const loadMore = useCallback(() => screen.loadMoreOf(saved), [screen]);
  const found = valueOf(items) ?? NOTHING;
  const all = useMemo(
    () =>
      found.map(({ message }): SearchHit => {
        const { body, files } = message;
        const text =
          body === null ? labels.deletedMessage : plainTextOf(shownText({ body, files }));
        return { message, snippet: [{ text, isHit: false }] };
      }),
    [found, labels],
  );
  const hits = useChangedHits(all);
  const notes = useMemo(
    () => new Map(found.map((each) => [rowIdOf(each), <Note key={rowIdOf(each)} saved={each} />])),
    [found],
  );
  const placeOf = useHitPlaces(hits);
  switch (items.status) {
    case "loading":
      return <RowSkeletons />;
    case "failed":
      return <Failure reason={items.reason} onRetry={items.retry} />;
    case "ready":
      if (hits.length === 0) {
        return (
          <Notice
            icon={<SaveIcon />}
            title={labels.nothingSaved}
            hint={labels.nothingSavedHint}
            action={{ label: labels.showAll, onPress: onShowAll }}
          />
        );
      }
      return (
        <Hits
          list={{ hasMore, more, loadMore, isPending: false }}
          label={labels.filters.saved}
          hits={hits}
          placeOf={placeOf}
          hrefOf={hrefOf}
          onOpen={onOpen}
          below={(hit) => notes.get(rowIdOf(hit))}
        />
      );
  }
}

/** The note of a saved message, which can be changed, and the button that removes the message from the list. */
function Note({ saved: { message, note } }: { saved: SavedMessage }) {
  const { conversationId, seq } = message;
  const { screen } = useMessaging();
  const labels = useAllLabels();
  const [isEditing, setIsEditing] = useState(false);
  if (isEditing) {
    return <NoteEditor message={message} note={note} onClose={() => setIsEditing(false)} />;
  }
  return (
    <div className="parley-note">
      {note !== null && (
        <p className="parley-note__text" dir="auto">
          {note}
        </p>
      )}
      <button type="button" className="parley-status__button" onClick={() => setIsEditing(true)}>
        {note === null ? labels.addNote : labels.editNote}
      </button>
      <button
        type="button"
        className="parley-status__button"
        onClick={() => screen.keep({ type: "save", conversationId, seq, on: false })}
      >
        {labels.unsaveMessage}
      </button>
    </div>
  );
}

interface NoteEditorProps {
  readonly message: SavedMessage["message"];
  readonly note: string | null;
  readonly onClose: () => void;
}

function NoteEditor({ message: { conversationId, seq }, note, onClose }: NoteEditorProps) {
  const { screen } = useMessaging();
  const labels = useAllLabels();
  const inWords = useReasonWords();
  const [text, setText] = useState(note ?? "");
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const save = async () => {
    setIsSaving(true);
    const outcome = await screen.noteSaved({ conversationId, seq }, text.trim() || null);
    setIsSaving(false);
    if (outcome.ok) onClose();
    else setProblem(labels.noteFailed(inWords(outcome.reason)));
  };
  const onKeyDown = unlessComposing((event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      onClose();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void save();
    }
  });
  return (
    <form
      className="parley-note"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <textarea
        className="parley-field parley-note__field"
        aria-label={labels.note}
        // It replaces the button that was pressed.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        dir="auto"
        rows={2}
        // UTF-16 units: never more code points than the server takes.
        maxLength={limits.noteMax}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKeyDown}
      />
      {problem !== null && (
        <p role="alert" className="parley-problem">
          {problem}
        </p>
      )}
      <button type="submit" className="parley-status__button" aria-busy={isSaving}>
        {labels.save}
      </button>
      <button type="button" className="parley-status__button" onClick={onClose}>
        {labels.cancel}
      </button>
    </form>
  );
}

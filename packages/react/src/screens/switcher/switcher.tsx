import { type KeyboardEvent, useId, useState } from "react";
import { Dialog } from "../../components/overlay/dialog.tsx";
import { Failure, Notice } from "../../components/feedback/notice.tsx";
import { SearchIcon } from "../../components/icons.tsx";
import { RowSkeletons } from "../../components/feedback/skeletons.tsx";
import { TransientProblem } from "../../components/feedback/transient-problem.tsx";
import { SwitcherOption } from "./switcher-option.tsx";
import { useQuickSwitcherItems } from "./use-quick-switcher-items.ts";
import { valueOf } from "../../loadable.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import type { QuickSwitcherItem } from "./quick-switcher-items.ts";
import { useOpenTarget } from "./use-open-target.ts";
import { unlessComposing } from "../../components/composition.ts";

export interface SwitcherProps {
  readonly onOpen: (conversationId: string) => void;
  readonly onClose: () => void;
}

const NONE: readonly QuickSwitcherItem[] = [];

/** The index that a key moves to; the list wraps around. */
function placeAfter(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === "ArrowDown") return (at + 1) % count;
  if (key === "ArrowUp") return (at - 1 + count) % count;
  return undefined;
}

/**
 * Opens or starts a conversation by name: a combobox that follows the ARIA practices. The focus stays in the field.
 */
export function Switcher({ onOpen, onClose }: SwitcherProps) {
  const labels = useAllLabels();
  const id = useId();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const found = useQuickSwitcherItems(text);
  const entries = valueOf(found) ?? NONE;
  const at = Math.min(chosen, entries.length - 1);
  const { go, openingKey, problem } = useOpenTarget({ onOpen, onClose });
  return (
    <Dialog title={labels.goTo} isTitleHidden onClose={onClose}>
      <SwitcherField
        id={id}
        text={text}
        at={at}
        onGo={go}
        onChoose={setChosen}
        entries={entries}
        onText={(next) => {
          setText(next);
          setChosen(0);
        }}
      />
      <TransientProblem text={problem} />
      <div className="parley-switcher__entries">
        {/* Options may only be children of a listbox. */}
        <div id={`${id}-list`} className="parley-list" role="listbox" aria-label={labels.goTo}>
          {entries.map((entry, index) => (
            <SwitcherOption
              key={entry.key}
              id={`${id}-${index}`}
              entry={entry}
              typed={text.trim()}
              isActive={index === at}
              isBusy={entry.key === openingKey}
              onGo={go}
            />
          ))}
        </div>
        {found.status === "loading" && <RowSkeletons />}
        {found.status === "failed" && <Failure reason={found.reason} onRetry={found.retry} />}
        {found.status === "ready" && entries.length === 0 && <NoResult text={text.trim()} />}
      </div>
    </Dialog>
  );
}

interface SwitcherFieldProps {
  readonly id: string;
  readonly text: string;
  readonly entries: readonly QuickSwitcherItem[];
  /** The index of the active item. */
  readonly at: number;
  readonly onText: (text: string) => void;
  readonly onChoose: (at: number) => void;
  readonly onGo: (entry: QuickSwitcherItem) => void;
}

function SwitcherField({ id, text, entries, at, ...on }: SwitcherFieldProps) {
  const { goToField } = useAllLabels();
  const active = entries[at];
  const onKeyDown = unlessComposing((event: KeyboardEvent<HTMLInputElement>) => {
    const next = placeAfter(event.key, at, entries.length);
    if (next === undefined && (event.key !== "Enter" || active === undefined)) return;
    event.preventDefault();
    if (next !== undefined) on.onChoose(next);
    else if (active !== undefined) on.onGo(active);
  });
  return (
    <div className="parley-search parley-switcher__field">
      <SearchIcon />
      <input
        type="text"
        role="combobox"
        className="parley-search__field"
        data-first-focus
        aria-label={goToField}
        aria-autocomplete="list"
        aria-expanded={entries.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={active && `${id}-${at}`}
        placeholder={goToField}
        autoComplete="off"
        dir="auto"
        value={text}
        onChange={(event) => on.onText(event.target.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

function NoResult({ text }: { text: string }) {
  const labels = useAllLabels();
  return (
    <div role="status">
      <Notice
        icon={<SearchIcon />}
        title={text === "" ? labels.goToEmpty : labels.goToNobody(text)}
        hint={labels.goToNobodyHint}
      />
    </div>
  );
}

import type { ActionItem } from "@parley/contract";
import { useState } from "react";
import { createPortal } from "react-dom";
import { EditIcon } from "../../../components/icons.tsx";
import { useTabIndex } from "../../../components/message-list/actions/message-tab-index.ts";
import { useAllLabels } from "../../../provider/all-labels.ts";
import { useToday } from "../../../provider/use-today.ts";
import { useFormat } from "../../../provider/wording-context.ts";
import { localDate } from "../../../time/local-moment.ts";
import { ItemDialog } from "./item-dialog.tsx";
import { type ItemContext, mayChange, ownerOf, useItem } from "./use-item.ts";

export interface ItemCardProps extends ItemContext {
  readonly item: ActionItem;
}

/** A date of the calendar, at noon: no clock puts it on another day. */
const dayOf = (date: string) => new Date(`${date}T12:00`);

/** Whose it is, when it is due, and whether others see it. */
function useFacts(props: ItemCardProps): readonly { text: string; isLate?: boolean }[] {
  const { item, userId } = props;
  const labels = useAllLabels();
  const format = useFormat();
  const today = useToday();
  const owner = ownerOf(props, item);
  const whose =
    item.ownerId === userId
      ? labels.itemForYou
      : owner === undefined
        ? labels.itemNoOwner
        : labels.itemFor(owner.name);
  const facts = item.seq === null ? [{ text: labels.itemOnlyYou }] : [{ text: whose }];
  if (item.dueOn === null) return facts;
  const at = dayOf(item.dueOn);
  if (Number.isNaN(at.getTime())) return facts;
  const isLate = item.state === "open" && item.dueOn < localDate(today);
  const day = format.day(at, today);
  return [...facts, { text: isLate ? labels.itemLate(day) : labels.itemDue(day), isLate }];
}

function Action({ label, onPress }: { label: string; onPress: () => void }) {
  const tabIndex = useTabIndex();
  return (
    <button type="button" className="parley-status__button" tabIndex={tabIndex} onClick={onPress}>
      {label}
    </button>
  );
}

/** An action item as it is now, in the log and in the details. */
export function ItemCard(props: ItemCardProps) {
  const { item, userId, onJump } = props;
  const labels = useAllLabels();
  const facts = useFacts(props);
  const { send, setState } = useItem(item, props);
  const { state } = item;
  const tabIndex = useTabIndex();
  /** Where the dialog is shown, while it is. */
  const [place, setPlace] = useState<Element | null>(null);
  const isChangeable = mayChange(props, item);
  const { sourceSeq } = item;
  const isFree = item.seq !== null && item.ownerId !== userId && ownerOf(props, item) === undefined;
  return (
    <div className="parley-item" data-state={state}>
      <label>
        <input
          type="checkbox"
          tabIndex={tabIndex}
          checked={state === "done"}
          disabled={!isChangeable || state === "removed"}
          onChange={(event) => void setState(event.target.checked ? "done" : "open")}
        />
        <span dir="auto">{item.text}</span>
      </label>
      {isChangeable && state !== "removed" && (
        <button
          type="button"
          className="parley-icon-button"
          tabIndex={tabIndex}
          aria-label={labels.editItem}
          title={labels.editItem}
          onClick={({ currentTarget }) => setPlace(currentTarget.closest(".parley"))}
        >
          <EditIcon />
        </button>
      )}
      <p className="parley-about__words">
        {state === "removed" && <span>{labels.itemRemoved}</span>}
        {facts.map(({ text, isLate = false }) => (
          <span key={text} data-late={isLate}>
            {text}
          </span>
        ))}
        {isFree && isChangeable && state === "open" && (
          <Action label={labels.takeItem} onPress={() => void send({ ownerId: userId })} />
        )}
        {state === "removed" && isChangeable && (
          <Action label={labels.restoreItem} onPress={() => void setState("open")} />
        )}
        {sourceSeq !== null && (
          <Action label={labels.itemSource} onPress={() => onJump(sourceSeq)} />
        )}
      </p>
      {place !== null &&
        // Keys in a dialog are not those of the log.
        createPortal(
          <ItemDialog
            {...props}
            onRemove={() => void setState("removed")}
            onClose={() => setPlace(null)}
          />,
          place,
        )}
    </div>
  );
}
